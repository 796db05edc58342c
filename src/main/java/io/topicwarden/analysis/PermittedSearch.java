/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import io.topicwarden.engine.ClientComparison;
import io.topicwarden.engine.ClientComparison.Found;
import io.topicwarden.engine.Terms;
import io.topicwarden.engine.TooComplexException;
import io.topicwarden.policy.Policy;
import io.topicwarden.policy.TopicPattern;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks for a client whom a policy permits some of a topic filter. */
final class PermittedSearch {

    private final Holding holding;
    private final Surroundings surroundings = new Surroundings();
    private final Instant now;
    private final Budget budget;

    private PermittedSearch(Holding holding, Instant now, Budget budget) {
        this.holding = holding;
        this.now = now;
        this.budget = budget;
    }

    /** Clients that hold these roles and no other. */
    static PermittedSearch ofRoles(Set<String> roles, Policy policy, Instant now, Budget budget) {
        PermittedSearch search = new PermittedSearch(new Holding(Policy.EMPTY, Set.of(), policy, roles), now, budget);
        search.surroundings.add(Holding.permissions(policy, roles));
        return search;
    }

    /**
     * A topic that an allow permits.
     *
     * @param others statements whose conditions hold as well
     * @param within what the topic must match
     */
    Optional<Witness> find(Statement allow, List<Statement> others, TopicPattern within) {
        Demands demands = new Demands().when(allow.conditions().when()).matching(within);
        others.forEach(other -> demands.when(other.conditions().when()));
        allow.pattern().ifPresent(pattern -> demands.matching(pattern).sharing(pattern, within));
        List<Statement> statements = new ArrayList<>(others);
        statements.add(allow);
        List<Terms> terms = TermsOptions.of(allow.action(), statements, surroundings);
        return new ClientSpace(demands, surroundings, Set.of(), now)
                .first(budget, example -> find(allow, within, example, terms));
    }

    private Optional<Witness> find(Statement allow, TopicPattern within, Example example, List<Terms> options) {
        ClientComparison client = holding.comparison().bind(example.client(), example.now());
        try {
            for (Terms terms : options) {
                Optional<Found> found = budget.spend()
                        ? client.permitted(allow.permission(), allow.pattern(), within, terms)
                        : Optional.empty();
                if (found.isPresent()
                        && holding.confirms(example, terms, found.get().witness())) {
                    String topics = OperatorsWords.of(
                            found.get().filter(), allow.pattern().stream().toList(), example.client());
                    return Optional.of(new Witness(topics, found.get().witness(), example, terms));
                }
            }
        } catch (TooComplexException e) {
            budget.leaveOut();
        }
        return Optional.empty();
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import io.topicwarden.engine.ClientComparison;
import io.topicwarden.engine.Terms;
import io.topicwarden.engine.TooComplexException;
import io.topicwarden.policy.TopicPattern;
import io.topicwarden.policy.When;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Looks for a client to whom a policy permits all of what was asked for, or else some of it. */
final class AbilitySearch {

    private final Asked asked;
    private final GainSearch.Holdings holdings;
    private final Surroundings surroundings;
    private final Instant now;
    private final Budget budget;

    AbilitySearch(Asked asked, GainSearch.Holdings holdings, Surroundings surroundings, Instant now, Budget budget) {
        this.asked = asked;
        this.holdings = holdings;
        this.surroundings = surroundings;
        this.now = now;
        this.budget = budget;
    }

    /** What an allow gives to some client for whom these conditions hold; {@code known} adds what is known of it. */
    Optional<Ability> find(Statement allow, List<When> whens, UnaryOperator<Example> known) {
        Demands demands = new Demands().when(allow.conditions().when()).matching(asked.filter());
        whens.forEach(demands::when);
        allow.pattern().ifPresent(pattern -> demands.matching(pattern).sharing(pattern, asked.filter()));
        ClientSpace space = new ClientSpace(demands, surroundings, Set.of(), now);
        List<Terms> terms = asked.terms(allow, surroundings);
        return space.first(budget, example -> each(known.apply(example), terms, allow, this::whole))
                .map(witness -> ability(allow, true, witness))
                .or(() -> space.first(budget, example -> each(known.apply(example), terms, allow, this::part))
                        .map(witness -> ability(allow, false, witness)));
    }

    private Ability ability(Statement allow, boolean whole, Witness witness) {
        List<String> except = whole ? List.of() : denied(allow, witness.example());
        return new Ability(allow.permission().reference(), whole, witness, Needs.of(allow, asked), except);
    }

    /** Of what is asked for and the allow gives, what denies of the same roles are about. */
    private List<String> denied(Statement allow, Example example) {
        Optional<TopicPattern> within = Optional.of(asked.filter());
        return holdings.of(example).map(Holding::denies).orElse(List.of()).stream()
                .filter(deny -> deny.action() == allow.action())
                .filter(deny ->
                        Overlap.mayShare(deny.pattern(), allow.pattern()) && Overlap.mayShare(deny.pattern(), within))
                .map(Statement::topics)
                .distinct()
                .toList();
    }

    /** Asks one question under some terms. */
    private interface Question {
        Optional<Witness> ask(ClientComparison client, Statement allow, Example example, Terms terms);
    }

    private Optional<Witness> each(Example example, List<Terms> options, Statement allow, Question question) {
        Optional<Holding> holding = holdings.of(example);
        if (holding.isEmpty()) {
            return Optional.empty();
        }
        ClientComparison client = holding.get().comparison().bind(example.client(), example.now());
        try {
            for (Terms terms : options) {
                Optional<Witness> witness =
                        budget.spend() ? question.ask(client, allow, example, terms) : Optional.empty();
                if (witness.filter(found -> holding.get().confirms(example, terms, found.topic()))
                        .isPresent()) {
                    return witness;
                }
            }
        } catch (TooComplexException e) {
            budget.leaveOut();
        }
        return Optional.empty();
    }

    private Optional<Witness> whole(ClientComparison client, Statement allow, Example example, Terms terms) {
        return client.permitsAll(asked.filter(), terms) ? part(client, allow, example, terms) : Optional.empty();
    }

    private Optional<Witness> part(ClientComparison client, Statement allow, Example example, Terms terms) {
        return client.permitted(allow.permission(), allow.pattern(), asked.filter(), terms)
                .map(found -> new Witness(
                        OperatorsWords.of(
                                found.filter(), allow.pattern().stream().toList(), example.client()),
                        found.witness(),
                        example,
                        terms));
    }
}

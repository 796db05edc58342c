/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import io.topicwarden.engine.ClientComparison;
import io.topicwarden.engine.ClientComparison.Found;
import io.topicwarden.engine.Terms;
import io.topicwarden.engine.TooComplexException;
import io.topicwarden.policy.Permission;
import io.topicwarden.policy.Policy;
import io.topicwarden.policy.TopicPattern;
import io.topicwarden.policy.When;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Looks for a client, terms and a topic that a later policy permits and an earlier one does not.
 *
 * <p>Whatever is gained is permitted by an allow of the later policy, and the earlier one had no allow for it, or a deny that
 * is gone. So a client is made for the allow, and for the deny if there is one: it meets what these ask for, and is left as
 * unlike everything else as can be. For each such client the algebra of topic filters is exact.
 */
final class GainSearch {

    /**
     * What is to be shown.
     *
     * @param allow an allow of the later policy
     * @param gone a deny of the earlier policy that is to be the reason; empty if the allow itself is new
     * @param closing whether the clients to be tried are those whom that deny refused everything, since its variable cannot
     *     be resolved
     * @param whens what must hold besides
     * @param roles the roles that the client holds by itself
     */
    record Candidate(Statement allow, Optional<Statement> gone, boolean closing, List<When> whens, Set<String> roles) {

        static Candidate of(Statement allow) {
            return new Candidate(allow, Optional.empty(), false, List.of(), Set.of());
        }

        /** The ways in which a deny that is gone can be the reason; none if the two share no topic. */
        static List<Candidate> of(Statement allow, Statement gone) {
            List<Candidate> candidates = new ArrayList<>();
            if (allow.action() != gone.action()) {
                return candidates;
            }
            if (Overlap.mayShare(allow.pattern(), gone.pattern())) {
                candidates.add(new Candidate(allow, Optional.of(gone), false, List.of(), Set.of()));
            }
            if (isClosing(gone)) {
                candidates.add(new Candidate(allow, Optional.of(gone), true, List.of(), Set.of()));
            }
            return candidates;
        }

        /** False only if the deny can never be the reason. */
        static boolean mayConcern(Statement allow, Statement gone) {
            return allow.action() == gone.action()
                    && (isClosing(gone) || Overlap.mayShare(allow.pattern(), gone.pattern()));
        }

        private static boolean isClosing(Statement deny) {
            return deny.pattern()
                    .filter(pattern -> !pattern.variables().isEmpty())
                    .isPresent();
        }

        Candidate with(List<When> more, Set<String> held) {
            return new Candidate(allow, gone, closing, more, held);
        }

        Demands demands() {
            Demands demands = new Demands().when(allow.conditions().when());
            allow.pattern().ifPresent(demands::matching);
            whens.forEach(demands::when);
            gone.ifPresent(deny -> demands.when(deny.conditions().when()));
            gone.flatMap(Statement::pattern).ifPresent(pattern -> add(demands, pattern));
            return demands;
        }

        private void add(Demands demands, TopicPattern deny) {
            if (closing) {
                demands.unresolved(deny);
            } else {
                demands.matching(deny);
                allow.pattern().ifPresent(pattern -> demands.sharing(pattern, deny));
            }
        }

        /** The patterns of which the topics are that it is about; none for every topic. */
        List<TopicPattern> shared() {
            Stream<TopicPattern> denied = gone.filter(deny -> !closing).flatMap(Statement::pattern).stream();
            return Stream.concat(allow.pattern().stream(), denied).toList();
        }

        List<Statement> statements() {
            List<Statement> statements = new ArrayList<>(List.of(allow));
            gone.ifPresent(statements::add);
            return statements;
        }
    }

    /** What a client's roles come to under both policies. */
    interface Holdings {
        Optional<Holding> of(Example example);
    }

    private final Holdings holdings;
    private final Surroundings surroundings;
    private final Instant now;
    private final Instant from;
    private final Budget budget;

    /** @param from the instant that stands for now, not before it */
    GainSearch(Holdings holdings, Surroundings surroundings, Instant now, Instant from, Budget budget) {
        this.holdings = holdings;
        this.surroundings = surroundings;
        this.now = now;
        this.from = from;
        this.budget = budget;
    }

    /** Compares the same roles under both policies, whatever a client is assigned. */
    static GainSearch ofRoles(Set<String> roles, Policy before, Policy after, Instant now, Budget budget) {
        Holding holding = new Holding(before, roles, after, roles);
        Surroundings surroundings = new Surroundings();
        surroundings.add(Holding.permissions(before, roles));
        surroundings.add(Holding.permissions(after, roles));
        return new GainSearch(example -> Optional.of(holding), surroundings, now, now, budget);
    }

    Optional<Witness> find(Candidate candidate) {
        List<Terms> terms = TermsOptions.of(candidate.allow().action(), candidate.statements(), surroundings);
        ClientSpace space = new ClientSpace(candidate.demands(), surroundings, candidate.roles(), now, from);
        return space.first(budget, example -> holdings.of(example)
                .filter(held -> candidate.gone().stream().allMatch(held::hadDeny))
                .flatMap(held -> find(candidate, example, terms, held)));
    }

    private Optional<Witness> find(Candidate candidate, Example example, List<Terms> options, Holding holding) {
        ClientComparison client = holding.comparison().bind(example.client(), example.now());
        for (Terms terms : options) {
            if (!budget.spend()) {
                return Optional.empty();
            }
            Optional<Found> found = gained(client, candidate, terms);
            if (found.isEmpty()) {
                continue;
            }
            if (holding.confirms(example, terms, found.get().witness())) {
                return Optional.of(witness(candidate, example, terms, found.get()));
            }
            budget.leaveOut();
        }
        return Optional.empty();
    }

    private Optional<Found> gained(ClientComparison client, Candidate candidate, Terms terms) {
        Permission allow = candidate.allow().permission();
        Optional<TopicPattern> pattern = candidate.allow().pattern();
        try {
            return candidate
                    .gone()
                    .map(deny -> client.freed(allow, pattern, deny.permission(), deny.pattern(), terms))
                    .orElseGet(() -> client.gained(allow, pattern, terms));
        } catch (TooComplexException e) {
            budget.leaveOut();
            return Optional.empty();
        }
    }

    private static Witness witness(Candidate candidate, Example example, Terms terms, Found found) {
        String topics = OperatorsWords.of(found.filter(), candidate.shared(), example.client());
        return new Witness(topics, found.witness(), example, terms);
    }
}

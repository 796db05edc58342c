/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import io.topicwarden.analysis.GainSearch.Candidate;
import io.topicwarden.engine.ClientComparison;
import io.topicwarden.engine.Comparison;
import io.topicwarden.engine.Terms;
import io.topicwarden.engine.TooComplexException;
import io.topicwarden.policy.Effect;
import io.topicwarden.policy.Permission;
import io.topicwarden.policy.Role;
import io.topicwarden.policy.RuleReference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds permissions that decide nothing, for any client: allows of which their own role denies every topic, and permissions
 * without which the role would decide the same.
 */
final class RedundancyCheck {

    /** Asks one question of a permission for one client. */
    private interface Question<T> {
        Optional<T> ask(ClientComparison client, Statement statement, Terms terms);
    }

    private final Role role;
    private final Findings findings;
    private final Instant now;
    private final Comparison comparison;
    private final Surroundings surroundings = new Surroundings();

    /** Permissions found redundant, and the one in question: of two that say the same one is needed. */
    private final Set<Permission> ignored = Collections.newSetFromMap(new IdentityHashMap<>());

    private RedundancyCheck(Role role, Instant now, Findings findings) {
        this.role = role;
        this.findings = findings;
        this.now = now;
        this.comparison = Comparison.of(List.of(), role.permissions());
        surroundings.add(role.permissions());
    }

    static void run(LintInput input, Findings findings) {
        input.policy().roles().values().forEach(role -> new RedundancyCheck(role, input.now(), findings).check());
    }

    private void check() {
        List<Permission> permissions = new ArrayList<>(role.permissions());
        Collections.reverse(permissions);
        permissions.forEach(this::check);
    }

    private void check(Permission permission) {
        List<Statement> statements = Statement.of(permission);
        boolean allow = permission.effect() == Effect.ALLOW;
        if (allow && holdsForNobody(statements, this::gained)) {
            findings.add(
                    LintCode.UNREACHABLE_PERMISSION,
                    permission.reference().span(),
                    "this allow permits nothing: role `" + role.name() + "` denies all of its topics"
                            + example(statements, denies()),
                    "remove it, or narrow the deny");
            return;
        }
        ignored.add(permission);
        if (holdsForNobody(statements, this::decided)) {
            findings.add(
                    LintCode.REDUNDANT_PERMISSION,
                    permission.reference().span(),
                    (allow ? "this allow" : "this deny") + " changes nothing: role `" + role.name() + "` "
                            + (allow ? "decides" : "denies") + " the same without it" + example(statements, ignored),
                    "remove it");
        } else {
            ignored.remove(permission);
        }
    }

    private Set<Permission> denies() {
        Set<Permission> allows = Collections.newSetFromMap(new IdentityHashMap<>());
        role.permissions().stream()
                .filter(permission -> permission.effect() == Effect.ALLOW)
                .forEach(allows::add);
        return allows;
    }

    private Optional<ClientComparison.Found> gained(ClientComparison client, Statement statement, Terms terms) {
        return client.gained(statement.permission(), statement.pattern(), terms);
    }

    private Optional<ClientComparison.Found> decided(ClientComparison client, Statement statement, Terms terms) {
        return client.decided(statement.permission(), statement.pattern(), terms, ignored);
    }

    /** Whether no client has an answer; what could not be found out counts as one. */
    private boolean holdsForNobody(List<Statement> statements, Question<ClientComparison.Found> question) {
        Budget budget = findings.budget();
        Budget own = new Budget(Math.min(MOST_DECISIONS, budget.left()));
        boolean nobody = statements.stream()
                .noneMatch(statement -> ask(statement, question, own).isPresent());
        budget.charge(own);
        return nobody && own.isExhaustive();
    }

    private static final long MOST_DECISIONS = 200_000;

    private <T> Optional<T> ask(Statement statement, Question<T> question, Budget budget) {
        List<Candidate> candidates = new ArrayList<>(List.of(Candidate.of(statement)));
        if (!statement.isAllow() && statement.pattern().isPresent()) {
            candidates.add(new Candidate(statement, Optional.of(statement), true, List.of(), Set.of()));
        }
        List<Terms> terms = TermsOptions.of(statement.action(), List.of(statement), surroundings);
        return candidates.stream()
                .flatMap(candidate -> new ClientSpace(candidate.demands(), surroundings, Set.of(), now)
                        .first(budget, example -> ask(statement, question, terms, example, budget)).stream())
                .findFirst();
    }

    private <T> Optional<T> ask(
            Statement statement, Question<T> question, List<Terms> options, Example example, Budget budget) {
        ClientComparison client = comparison.bind(example.client(), example.now());
        try {
            for (Terms terms : options) {
                Optional<T> answer = budget.spend() ? question.ask(client, statement, terms) : Optional.empty();
                if (answer.isPresent()) {
                    return answer;
                }
            }
        } catch (TooComplexException e) {
            budget.leaveOut();
        }
        return Optional.empty();
    }

    /** One of the permissions that make it so. */
    private String example(List<Statement> statements, Set<Permission> without) {
        Budget few = new Budget(MOST_DECISIONS);
        Optional<RuleReference> other = statements.stream()
                .flatMap(statement -> ask(
                        statement,
                        (client, one, terms) -> client.decidedBy(one.permission(), one.pattern(), terms, without),
                        few)
                        .stream())
                .findFirst();
        return other.map(rule -> "; see " + rule.span().fileAndLine()).orElse("");
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import io.topicwarden.policy.Assignment;
import io.topicwarden.policy.Block;
import io.topicwarden.policy.Permission;
import io.topicwarden.policy.Role;
import io.topicwarden.policy.SourceSpan;
import io.topicwarden.policy.When;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds assignments, blocks and permissions whose {@code when} no client can meet. */
final class ConditionCheck {

    private static final String PERMISSION = "the `when` of this permission never holds";

    private final LintInput input;
    private final Findings findings;
    private final Admittance admittance;

    private ConditionCheck(LintInput input, Findings findings) {
        this.input = input;
        this.findings = findings;
        this.admittance = new Admittance(input);
    }

    static void run(LintInput input, Findings findings) {
        ConditionCheck check = new ConditionCheck(input, findings);
        input.policy().assignments().forEach(check::assignment);
        input.policy().blocks().forEach(check::block);
        input.policy().roles().values().forEach(check::role);
    }

    private void assignment(Assignment assignment) {
        admittance
                .obstacle(List.of(assignment.when()))
                .ifPresent(why -> add(assignment.span(), "this assignment never holds", why));
    }

    /** Whom a block names need not exist: it may be there to keep somebody out who never came. */
    private void block(Block block) {
        When when = block.when();
        When withoutNames = new When(
                List.of(),
                List.of(),
                List.of(),
                when.listener(),
                when.network(),
                when.tls(),
                when.mqtt(),
                Map.of(),
                when.certificate(),
                when.time());
        admittance.obstacle(List.of(withoutNames)).ifPresent(why -> add(block.span(), "this block never holds", why));
    }

    private void role(Role role) {
        List<When> given = input.policy().assignments().stream()
                .filter(assignment -> assignment.roles().contains(role.name()))
                .map(Assignment::when)
                .filter(when -> admittance.obstacle(List.of(when)).isEmpty())
                .toList();
        boolean held = input.identities().isEmpty()
                || input.people().stream().anyMatch(identity -> identity.roles().contains(role.name()));
        role.permissions().stream()
                .filter(permission -> !permission.conditions().when().equals(When.ALWAYS))
                .forEach(permission -> permission(permission, given, held));
    }

    /** @param held whether somebody may hold the role without an assignment */
    private void permission(Permission permission, List<When> given, boolean held) {
        When when = permission.conditions().when();
        Optional<String> obstacle = admittance.obstacle(List.of(when));
        if (obstacle.isPresent()) {
            add(permission.reference().span(), PERMISSION, obstacle.get());
        } else if (!held && !given.isEmpty() && given.stream().noneMatch(other -> together(when, other))) {
            add(permission.reference().span(), PERMISSION, "no assignment gives its role to such a client");
        }
    }

    private boolean together(When one, When other) {
        Demands demands = new Demands().when(one).when(other);
        boolean empty = new ClientSpace(demands, new Surroundings(), Set.of(), Instant.EPOCH).isEmpty();
        return !empty && admittance.obstacle(List.of(one, other)).isEmpty();
    }

    /** A listener that does not exist is told of by {@link NameCheck}. */
    private void add(SourceSpan span, String what, String why) {
        if (!why.equals(Admittance.NO_LISTENER)) {
            findings.add(
                    LintCode.NEVER_HOLDS, span, what + ": " + why, "mend the condition, or remove what asks for it");
        }
    }
}

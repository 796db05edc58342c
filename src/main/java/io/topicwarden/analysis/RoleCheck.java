/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import io.topicwarden.policy.Assignment;
import io.topicwarden.policy.Identity;
import io.topicwarden.policy.Role;
import java.util.HashSet;
import java.util.Set;

/** Finds roles that nobody holds. */
final class RoleCheck {

    private RoleCheck() {}

    static void run(LintInput input, Findings findings) {
        Set<String> held = new HashSet<>();
        input.policy().assignments().stream().map(Assignment::roles).forEach(held::addAll);
        input.people().stream().map(Identity::roles).forEach(held::addAll);
        input.policy().roles().values().stream()
                .filter(role -> !held.contains(role.name()))
                .forEach(role -> add(role, input.identities().isPresent(), findings));
    }

    private static void add(Role role, boolean complete, Findings findings) {
        findings.add(
                LintCode.UNASSIGNED_ROLE,
                complete ? LintCode.UNASSIGNED_ROLE.severity() : Severity.NOTE,
                role.span(),
                "role `" + role.name() + "` is held by nobody: no assignment gives it"
                        + (complete ? ", and no identity has it" : " (identities were not read)"),
                "assign it, or remove it");
    }
}

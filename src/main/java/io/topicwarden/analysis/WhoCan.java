/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import io.topicwarden.policy.Assignment;
import io.topicwarden.policy.Identity;
import io.topicwarden.policy.Role;
import java.util.List;

/**
 * Who can do something.
 *
 * @param roles roles, each as it is held alone
 * @param assignments assignments that give a role to somebody who can
 * @param identities identities that can by roles of their own
 * @param exhaustive whether everything was looked at; if not, there may be more
 */
public record WhoCan(
        List<OfRole> roles, List<OfAssignment> assignments, List<OfIdentity> identities, boolean exhaustive) {

    /** What holders of a role can. */
    public record OfRole(Role role, List<Ability> abilities) {
        public OfRole {
            abilities = List.copyOf(abilities);
        }
    }

    /** What those can who hold a role by an assignment: the most that any permission of the role gives. */
    public record OfAssignment(Assignment assignment, String role, Ability ability) {}

    /** What an identity can by a role of its own: the most that any permission of the role gives. */
    public record OfIdentity(Identity identity, String role, Ability ability) {}

    public WhoCan {
        roles = List.copyOf(roles);
        assignments = List.copyOf(assignments);
        identities = List.copyOf(identities);
    }
}

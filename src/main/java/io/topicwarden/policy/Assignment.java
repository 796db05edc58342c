/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy;

import java.util.Set;

/** Gives roles to every client for which {@code when} holds. */
public record Assignment(Set<String> roles, When when, SourceSpan span) {

    public Assignment {
        roles = Set.copyOf(roles);
    }
}

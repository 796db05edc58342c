/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy;

import java.util.List;
import java.util.Optional;

/**
 * A named set of permissions.
 *
 * @param name as assignments and identities call it
 * @param description the operator's words, may be empty
 * @param permissions in the order of the file, which never matters to a decision
 * @param deniedPublish the role's own setting, if it has one
 * @param span where its name stands
 */
public record Role(
        String name,
        String description,
        List<Permission> permissions,
        Optional<DeniedPublish> deniedPublish,
        SourceSpan span) {

    public Role {
        permissions = List.copyOf(permissions);
    }
}

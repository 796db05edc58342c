/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody whom the store knows.
 *
 * @param name as listeners derive it from credentials
 * @param password its password's hash; without one no password opens
 * @param roles the roles that it holds by itself
 * @param attributes what policies can ask of it, each with one or more values
 * @param enabled whether it may connect at all
 * @param span where its name stands
 */
public record Identity(
        String name,
        Optional<PasswordHash> password,
        Set<String> roles,
        Map<String, List<String>> attributes,
        boolean enabled,
        SourceSpan span) {

    public Identity {
        roles = Set.copyOf(roles);
        attributes = Map.copyOf(attributes);
    }
}

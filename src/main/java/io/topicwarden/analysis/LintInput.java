/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import io.topicwarden.policy.Identity;
import io.topicwarden.policy.ListenerSettings;
import io.topicwarden.policy.Policy;
import io.topicwarden.policy.Settings;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is looked through.
 *
 * @param policy the policy
 * @param settings empty if the policy is looked at by itself
 * @param identities by name; empty likewise
 * @param now blocks that have ended by then have expired
 */
public record LintInput(
        Policy policy, Optional<Settings> settings, Optional<Map<String, Identity>> identities, Instant now) {

    /** The listeners, in order of their places; none if they are not known. */
    List<ListenerSettings> listeners() {
        return settings.stream()
                .flatMap(known -> known.listeners().values().stream())
                .sorted((a, b) -> a.span().compareTo(b.span()))
                .toList();
    }

    /** The identities; none if they are not known. */
    Collection<Identity> people() {
        return identities.map(Map::values).orElse(List.of());
    }
}

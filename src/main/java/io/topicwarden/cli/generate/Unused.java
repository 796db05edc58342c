/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.generate;

import io.topicwarden.policy.Permission;
import io.topicwarden.policy.RuleReference;
import java.util.List;

/**
 * An allow that nobody used, wholly or in part.
 *
 * @param permission which
 * @param topics those of its topic patterns that nobody used
 * @param held whether anybody seen holds its role
 */
public record Unused(Permission permission, List<String> topics, boolean held) {

    public Unused {
        topics = List.copyOf(topics);
    }

    /** Where it stands. */
    public RuleReference rule() {
        return permission.reference();
    }

    /** Whether none of it was used. */
    public boolean isWhole() {
        return permission.everyTopic() || topics.size() == permission.topics().size();
    }
}

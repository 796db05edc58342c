/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import io.topicwarden.engine.Terms;
import io.topicwarden.policy.Action;
import io.topicwarden.policy.TopicPattern;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What somebody may or may not be able to do.
 *
 * @param action publish to all topics of a filter, or subscribe to it
 * @param filter the topic filter
 * @param group the group of a shared subscription
 */
public record Asked(Action action, TopicPattern filter, Optional<String> group) {

    /** The terms worth trying. */
    List<Terms> terms(Statement allow, Surroundings surroundings) {
        return action == Action.PUBLISH
                ? TermsOptions.of(action, List.of(allow), surroundings)
                : Stream.of(0, 1, 2)
                        .<Terms>map(qos -> new Terms.Subscribe(qos, group))
                        .toList();
    }
}

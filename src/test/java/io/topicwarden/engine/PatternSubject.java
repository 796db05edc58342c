/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.policy.Action;
import io.topicwarden.policy.Client;
import java.util.List;
import java.util.Map;

/** A topic pattern of which a test says what it matches, and, as a permission to subscribe, what it contains. */
final class PatternSubject {

    private final String pattern;
    private final Client client;

    private PatternSubject(String pattern, Client client) {
        this.pattern = pattern;
        this.client = client;
    }

    static PatternSubject assertThatPattern(String pattern) {
        return new PatternSubject(pattern, Clients.client("c1"));
    }

    /** With {@code attributes.v} of these values. */
    PatternSubject where(String... values) {
        return new PatternSubject(pattern, Clients.client("c1", Map.of("v", List.of(values))));
    }

    PatternSubject matches(String... topics) {
        for (String topic : topics) {
            assertThat(isMatch(topic)).as("%s matches %s", pattern, topic).isTrue();
        }
        return this;
    }

    PatternSubject doesNotMatch(String... topics) {
        for (String topic : topics) {
            assertThat(isMatch(topic)).as("%s matches %s", pattern, topic).isFalse();
        }
        return this;
    }

    PatternSubject contains(String... filters) {
        for (String filter : filters) {
            assertThat(isContained(filter))
                    .as("%s contains %s", pattern, filter)
                    .isTrue();
        }
        return this;
    }

    PatternSubject doesNotContain(String... filters) {
        for (String filter : filters) {
            assertThat(isContained(filter))
                    .as("%s contains %s", pattern, filter)
                    .isFalse();
        }
        return this;
    }

    private boolean isMatch(String topic) {
        return Policies.bind(client, Permissions.allow(Action.PUBLISH, pattern))
                .publish(topic, 0, false, 0)
                .isAllowed();
    }

    private boolean isContained(String filter) {
        return Policies.bind(client, Permissions.allow(Action.SUBSCRIBE, pattern))
                .subscribe(filter, 0)
                .isAllowed();
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit.observed;

import io.topicwarden.audit.EventAction;
import io.topicwarden.audit.Request;
import io.topicwarden.policy.Attempt;
import java.util.Comparator;
import java.util.Optional;

/**
 * Something that a client does, each time alike but for its payload.
 *
 * @param action publish, will or subscribe
 * @param topic the topic name or topic filter, a filter without its <code>$share/GROUP/</code>
 * @param sharedGroup the share name of a shared subscription
 * @param qos the quality of service asked for, 0 to 2
 * @param retain the retain flag of a publish or will
 */
public record Activity(EventAction action, String topic, Optional<String> sharedGroup, int qos, boolean retain)
        implements Comparable<Activity> {

    private static final Comparator<Activity> ORDER = Comparator.comparing(Activity::action)
            .thenComparing(Activity::topic)
            .thenComparing(activity -> activity.sharedGroup().orElse(""))
            .thenComparing(Activity::qos)
            .thenComparing(Activity::retain);

    static Activity of(EventAction action, Request request) {
        return new Activity(
                action,
                request.topic(),
                request.sharedGroup(),
                request.qos(),
                request.retain().orElse(false));
    }

    /** The same once more, with so many bytes of payload. */
    public Attempt attempt(long payloadBytes) {
        return new Attempt(
                kind(),
                sharedGroup.map(group -> "$share/" + group + "/").orElse("") + topic,
                qos,
                retain,
                payloadBytes);
    }

    private Attempt.Kind kind() {
        return switch (action) {
            case WILL -> Attempt.Kind.WILL;
            case SUBSCRIBE -> Attempt.Kind.SUBSCRIBE;
            default -> Attempt.Kind.PUBLISH;
        };
    }

    @Override
    public int compareTo(Activity other) {
        return ORDER.compare(this, other);
    }
}

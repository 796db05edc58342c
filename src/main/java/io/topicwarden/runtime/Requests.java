/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import io.topicwarden.audit.Request;
import java.util.Optional;
import java.util.OptionalLong;

/** What clients ask for, as records name it. */
public final class Requests {

    private static final String SHARE = "$share/";

    private Requests() {}

    /** A PUBLISH, or a will. */
    public static Request publish(String topic, int qos, boolean retain, long payloadBytes) {
        return new Request(topic, qos, Optional.of(retain), Optional.empty(), OptionalLong.of(payloadBytes));
    }

    /** One topic filter of a SUBSCRIBE, the group of a shared subscription told apart (MQTT 5 §4.8.2). */
    public static Request subscribe(String topicFilter, int qos) {
        int end = topicFilter.startsWith(SHARE) ? topicFilter.indexOf('/', SHARE.length()) : -1;
        return end < 0
                ? new Request(topicFilter, qos, Optional.empty(), Optional.empty(), OptionalLong.empty())
                : new Request(
                        topicFilter.substring(end + 1),
                        qos,
                        Optional.empty(),
                        Optional.of(topicFilter.substring(SHARE.length(), end)),
                        OptionalLong.empty());
    }

    static Request of(ConnectAttempt.Will will) {
        return publish(will.topic(), will.qos(), will.retain(), will.payloadBytes());
    }
}

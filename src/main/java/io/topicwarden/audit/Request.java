/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a client asked for. The payload itself is never part of it.
 *
 * @param topic the topic name or topic filter, any text, a filter without its <code>$share/GROUP/</code>
 * @param qos the quality of service asked for, 0 to 2
 * @param retain the retain flag of a publish or will
 * @param sharedGroup the share name of a shared subscription
 * @param payloadBytes the length of the payload of a publish or will
 */
public record Request(
        String topic, int qos, Optional<Boolean> retain, Optional<String> sharedGroup, OptionalLong payloadBytes) {}

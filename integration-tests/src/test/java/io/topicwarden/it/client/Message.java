/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.client;

/**
 * A message as a client sends or receives it.
 *
 * @param topic where to
 * @param payload as text
 * @param qos 0, 1 or 2
 * @param retain whether it is kept, or was
 */
public record Message(String topic, String payload, int qos, boolean retain) {

    /** A message of QoS 1 that is not kept. */
    public static Message of(String topic, String payload) {
        return new Message(topic, payload, 1, false);
    }

    public Message qos(int level) {
        return new Message(topic, payload, level, retain);
    }

    public Message retained() {
        return new Message(topic, payload, qos, true);
    }
}

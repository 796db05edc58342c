/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.client;

import java.util.List;

/** One MQTT client, of any library and version. Its methods wait for the broker's answer. */
public interface Client extends AutoCloseable {

    Reply connect();

    /** The answer to a message of QoS 1 or 2; of QoS 0 only that it was sent. */
    Reply publish(Message message);

    Reply subscribe(String filter, int qos);

    boolean connected();

    /** What it has received so far. */
    List<Message> received();

    @Override
    void close();
}

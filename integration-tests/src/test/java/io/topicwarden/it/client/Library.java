/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.client;

import java.util.function.Function;

/** The client libraries, each with the MQTT version it speaks. */
public enum Library {
    HIVEMQ_3(3, HiveMq3Client::new),
    HIVEMQ_5(5, HiveMq5Client::new),
    PAHO_3(3, Paho3Client::new),
    PAHO_5(5, Paho5Client::new);

    private final int mqtt;
    private final Function<Login, Client> constructor;

    Library(int mqtt, Function<Login, Client> constructor) {
        this.mqtt = mqtt;
        this.constructor = constructor;
    }

    /** 3 for MQTT 3.1.1, or 5. */
    public int mqtt() {
        return mqtt;
    }

    /** A client that has not connected yet. */
    public Client open(Login login) {
        return constructor.apply(login);
    }
}

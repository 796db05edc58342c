/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.client;

/** The client libraries, each with the MQTT version it speaks. */
public enum Library {
    HIVEMQ_3(3),
    HIVEMQ_5(5),
    PAHO_3(3),
    PAHO_5(5);

    private final int mqtt;

    Library(int mqtt) {
        this.mqtt = mqtt;
    }

    /** 3 for MQTT 3.1.1, or 5. */
    public int mqtt() {
        return mqtt;
    }

    /** A client that has not connected yet. */
    public Client open(Login login) {
        return switch (this) {
            case HIVEMQ_3 -> new HiveMq3Client(login);
            case HIVEMQ_5 -> new HiveMq5Client(login);
            case PAHO_3 -> new Paho3Client(login);
            case PAHO_5 -> new Paho5Client(login);
        };
    }
}

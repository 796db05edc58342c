/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy;

/** The generation of MQTT that a client speaks; 3.1 and 3.1.1 count as 3. */
public enum MqttVersion {
    MQTT_3("3"),
    MQTT_5("5");

    private final String text;

    MqttVersion(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.client;

import java.util.Optional;

/**
 * A CONNECT of MQTT 5 as a raw client sends it.
 *
 * @param login who connects; its address, TLS and will count for nothing here
 * @param sessionSeconds how long the session outlives the connection
 * @param will the will
 * @param delaySeconds how long the will is to wait
 * @param receiveMaximum how many deliveries of QoS 1 and 2 it takes at a time
 */
public record RawConnect(
        Login login, long sessionSeconds, Optional<Message> will, long delaySeconds, int receiveMaximum) {

    public static RawConnect of(Login login) {
        return new RawConnect(login, 0, Optional.empty(), 0, 0xFFFF);
    }

    public RawConnect session(long seconds) {
        return new RawConnect(login, seconds, will, delaySeconds, receiveMaximum);
    }

    public RawConnect willing(Message message, long delay) {
        return new RawConnect(login, sessionSeconds, Optional.of(message), delay, receiveMaximum);
    }

    public RawConnect atATime(int deliveries) {
        return new RawConnect(login, sessionSeconds, will, delaySeconds, deliveries);
    }
}

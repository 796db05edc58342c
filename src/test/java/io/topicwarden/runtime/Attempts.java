/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import io.topicwarden.policy.MqttVersion;
import io.topicwarden.testing.IssuedCertificate;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** Builds what a CONNECT says. */
record Attempts(ConnectAttempt attempt) {

    static Attempts on(String listener) {
        return new Attempts(new ConnectAttempt(
                "s1",
                Optional.empty(),
                listener,
                Optional.of(InetAddress.getLoopbackAddress()),
                Optional.of("TLSv1.3"),
                MqttVersion.MQTT_5,
                List.of(),
                Optional.empty(),
                Optional.empty()));
    }

    Attempts clientId(String clientId) {
        return with(clientId, attempt.username(), attempt.address(), attempt.tls());
    }

    Attempts username(String username) {
        return with(attempt.clientId(), Optional.of(username), attempt.address(), attempt.tls());
    }

    Attempts from(InetAddress address) {
        return with(attempt.clientId(), attempt.username(), Optional.of(address), attempt.tls());
    }

    /** From an address that the broker does not tell. */
    Attempts fromNowhere() {
        return with(attempt.clientId(), attempt.username(), Optional.empty(), attempt.tls());
    }

    Attempts tls(Optional<String> version) {
        return with(attempt.clientId(), attempt.username(), attempt.address(), version);
    }

    Attempts certificate(IssuedCertificate issued) {
        return new Attempts(new ConnectAttempt(
                attempt.clientId(),
                attempt.username(),
                attempt.listener(),
                attempt.address(),
                attempt.tls(),
                attempt.mqtt(),
                issued.chain(),
                attempt.authenticationMethod(),
                attempt.will()));
    }

    Attempts will(String topic) {
        return will(topic, 0);
    }

    Attempts will(String topic, long delaySeconds) {
        return new Attempts(new ConnectAttempt(
                attempt.clientId(),
                attempt.username(),
                attempt.listener(),
                attempt.address(),
                attempt.tls(),
                attempt.mqtt(),
                attempt.chain(),
                attempt.authenticationMethod(),
                Optional.of(new ConnectAttempt.Will(topic, 1, false, 5, delaySeconds, 600))));
    }

    Attempts method(String method) {
        return new Attempts(new ConnectAttempt(
                attempt.clientId(),
                attempt.username(),
                attempt.listener(),
                attempt.address(),
                attempt.tls(),
                attempt.mqtt(),
                attempt.chain(),
                Optional.of(method),
                attempt.will()));
    }

    private Attempts with(
            String clientId, Optional<String> username, Optional<InetAddress> address, Optional<String> tls) {
        return new Attempts(new ConnectAttempt(
                clientId,
                username,
                attempt.listener(),
                address,
                tls,
                attempt.mqtt(),
                attempt.chain(),
                attempt.authenticationMethod(),
                attempt.will()));
    }
}

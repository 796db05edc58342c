/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.hivemq;

import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthInput;
import com.hivemq.extension.sdk.api.client.parameter.ClientTlsInformation;
import com.hivemq.extension.sdk.api.client.parameter.ConnectionInformation;
import com.hivemq.extension.sdk.api.client.parameter.Listener;
import com.hivemq.extension.sdk.api.packets.connect.ConnectPacket;
import com.hivemq.extension.sdk.api.packets.connect.WillPublishPacket;
import com.hivemq.extension.sdk.api.packets.publish.PublishPacket;
import io.topicwarden.policy.MqttVersion;
import io.topicwarden.runtime.ConnectAttempt;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** Reads a CONNECT and its connection into our own terms. */
final class Connects {

    private Connects() {}

    static ConnectAttempt attempt(SimpleAuthInput input) {
        ConnectPacket packet = input.getConnectPacket();
        ConnectionInformation connection = input.getConnectionInformation();
        Optional<ClientTlsInformation> tls = connection.getClientTlsInformation();
        return new ConnectAttempt(
                packet.getClientId(),
                packet.getUserName(),
                connection.getListener().map(Listener::getName).orElse(""),
                connection.getInetAddress(),
                tls.map(ClientTlsInformation::getProtocol),
                mqtt(packet),
                tls.flatMap(ClientTlsInformation::getClientCertificateChain)
                        .map(List::<X509Certificate>of)
                        .orElse(List.of()),
                packet.getAuthenticationMethod(),
                packet.getWillPublish().map(will -> will(will, packet.getSessionExpiryInterval())));
    }

    static Optional<byte[]> password(SimpleAuthInput input) {
        return input.getConnectPacket().getPassword().map(Connects::bytes);
    }

    /** A will whose session ends with the connection is published at once, whatever its delay (MQTT 5 §3.1.3.2.2). */
    static ConnectAttempt.Will will(WillPublishPacket packet, long sessionExpirySeconds) {
        return new ConnectAttempt.Will(
                packet.getTopic(),
                packet.getQos().getQosNumber(),
                packet.getRetain(),
                payloadBytes(packet),
                sessionExpirySeconds > 0 ? packet.getWillDelay() : 0,
                sessionExpirySeconds);
    }

    static long payloadBytes(PublishPacket packet) {
        Optional<ByteBuffer> payload = packet.getPayload();
        return payload.isPresent() ? payload.get().remaining() : 0;
    }

    private static MqttVersion mqtt(ConnectPacket packet) {
        return packet.getMqttVersion() == com.hivemq.extension.sdk.api.packets.general.MqttVersion.V_5
                ? MqttVersion.MQTT_5
                : MqttVersion.MQTT_3;
    }

    private static byte[] bytes(ByteBuffer buffer) {
        ByteBuffer copy = buffer.duplicate();
        byte[] bytes = new byte[copy.remaining()];
        copy.get(bytes);
        return bytes;
    }
}

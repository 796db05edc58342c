/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.client;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3ClientBuilder;
import com.hivemq.client.mqtt.mqtt3.message.connect.Mqtt3Connect;
import com.hivemq.client.mqtt.mqtt3.message.connect.Mqtt3ConnectBuilder;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/** The HiveMQ client, MQTT 3.1.1. */
final class HiveMq3Client implements Client {

    private final Login login;
    private final Mqtt3AsyncClient client;
    private final List<Message> received = new CopyOnWriteArrayList<>();

    HiveMq3Client(Login login) {
        this.login = login;
        Mqtt3ClientBuilder builder = MqttClient.builder()
                .useMqttVersion3()
                .identifier(login.clientId())
                .serverHost(login.address().getHost())
                .serverPort(login.address().getPort());
        builder = login.tls().map(HiveMq3Client::config).map(builder::sslConfig).orElse(builder);
        if (login.webSocket()) {
            builder = builder.webSocketConfig().serverPath("mqtt").applyWebSocketConfig();
        }
        client = builder.buildAsync();
        client.publishes(MqttGlobalPublishFilter.ALL, publish -> received.add(message(publish)));
    }

    static MqttClientSslConfig config(Tls tls) {
        return MqttClientSslConfig.builder()
                .keyManagerFactory(tls.keyManagers().orElse(null))
                .trustManagerFactory(tls.trustManagers())
                .protocols(tls.protocols())
                .build();
    }

    static MqttQos qos(int level) {
        return Objects.requireNonNull(MqttQos.fromCode(level));
    }

    @Override
    public Reply connect() {
        Mqtt3ConnectBuilder connect = Mqtt3Connect.builder().cleanSession(login.cleanStart());
        if (login.username().isPresent()) {
            connect = connect.simpleAuth()
                    .username(login.username().get())
                    .password(login.password().orElse("").getBytes(StandardCharsets.UTF_8))
                    .applySimpleAuth();
        }
        connect = login.will()
                .map(HiveMq3Client::packet)
                .map(connect::willPublish)
                .orElse(connect);
        return Answers.await(client.connect(connect.build()));
    }

    @Override
    public Reply publish(Message message) {
        return Answers.await(client.publish(packet(message)));
    }

    @Override
    public Reply subscribe(String filter, int qos) {
        return Answers.await(
                client.subscribeWith().topicFilter(filter).qos(qos(qos)).send());
    }

    @Override
    public boolean connected() {
        return client.getState().isConnected();
    }

    @Override
    public List<Message> received() {
        return received;
    }

    @Override
    public void close() {
        if (connected()) {
            Answers.await(client.disconnect());
        }
    }

    private static Mqtt3Publish packet(Message message) {
        return Mqtt3Publish.builder()
                .topic(message.topic())
                .payload(message.payload().getBytes(StandardCharsets.UTF_8))
                .qos(qos(message.qos()))
                .retain(message.retain())
                .build();
    }

    private static Message message(Mqtt3Publish publish) {
        return new Message(
                publish.getTopic().toString(),
                new String(publish.getPayloadAsBytes(), StandardCharsets.UTF_8),
                publish.getQos().getCode(),
                publish.isRetain());
    }
}

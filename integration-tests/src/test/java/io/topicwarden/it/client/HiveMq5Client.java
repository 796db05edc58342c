/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.client;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5ConnectBuilder;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** The HiveMQ client, MQTT 5. */
final class HiveMq5Client implements Client {

    private static final long SESSION_SECONDS = 3600;

    private final Login login;
    private final Mqtt5AsyncClient client;
    private final List<Message> received = new CopyOnWriteArrayList<>();

    HiveMq5Client(Login login) {
        this.login = login;
        Mqtt5ClientBuilder builder = MqttClient.builder()
                .useMqttVersion5()
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

    @Override
    public Reply connect() {
        Mqtt5ConnectBuilder connect = Mqtt5Connect.builder()
                .cleanStart(login.cleanStart())
                .sessionExpiryInterval(login.cleanStart() ? 0 : SESSION_SECONDS);
        if (login.username().isPresent()) {
            connect = connect.simpleAuth()
                    .username(login.username().get())
                    .password(login.password().orElse("").getBytes(StandardCharsets.UTF_8))
                    .applySimpleAuth();
        }
        connect = login.will()
                .map(HiveMq5Client::packet)
                .map(connect::willPublish)
                .orElse(connect);
        return Answers.await(client.connect(connect.build()));
    }

    @Override
    public Reply publish(Message message) {
        return Answers.await(client.publish(packet(message)).thenCompose(HiveMq5Client::failed));
    }

    @Override
    public Reply subscribe(String filter, int qos) {
        return Answers.await(client.subscribeWith()
                .topicFilter(filter)
                .qos(HiveMq3Client.qos(qos))
                .send());
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

    private static CompletableFuture<Mqtt5PublishResult> failed(Mqtt5PublishResult result) {
        return result.getError()
                .map(CompletableFuture::<Mqtt5PublishResult>failedFuture)
                .orElseGet(() -> CompletableFuture.completedFuture(result));
    }

    private static Mqtt5Publish packet(Message message) {
        return Mqtt5Publish.builder()
                .topic(message.topic())
                .payload(message.payload().getBytes(StandardCharsets.UTF_8))
                .qos(HiveMq3Client.qos(message.qos()))
                .retain(message.retain())
                .build();
    }

    private static Message message(Mqtt5Publish publish) {
        return new Message(
                publish.getTopic().toString(),
                new String(publish.getPayloadAsBytes(), StandardCharsets.UTF_8),
                publish.getQos().getCode(),
                publish.isRetain());
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.client;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** Eclipse Paho, MQTT 3.1.1. */
final class Paho3Client implements Client {

    private static final long MILLIS = 10_000;
    private static final long GOODBYE_MILLIS = 500;

    private final Login login;
    private final MqttClient client;
    private final List<Message> received = new CopyOnWriteArrayList<>();

    Paho3Client(Login login) {
        this.login = login;
        try {
            client = new MqttClient(address(login), login.clientId(), new MemoryPersistence());
            client.setTimeToWait(MILLIS);
            client.setCallback(new Receiver());
        } catch (MqttException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Paho calls TLS by its old name. */
    static String address(Login login) {
        return login.address().toString().replaceFirst("^tls:", "ssl:");
    }

    @Override
    public Reply connect() {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setCleanSession(login.cleanStart());
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        login.username().ifPresent(options::setUserName);
        login.password().map(String::toCharArray).ifPresent(options::setPassword);
        login.tls().map(tls -> tls.context().getSocketFactory()).ifPresent(options::setSocketFactory);
        login.will().ifPresent(will -> options.setWill(will.topic(), bytes(will), will.qos(), will.retain()));
        return reply(() -> client.connect(options));
    }

    @Override
    public Reply publish(Message message) {
        return reply(() -> client.publish(message.topic(), bytes(message), message.qos(), message.retain()));
    }

    @Override
    public Reply subscribe(String filter, int qos) {
        return reply(() -> client.subscribe(filter, qos));
    }

    @Override
    public boolean connected() {
        return client.isConnected();
    }

    @Override
    public List<Message> received() {
        return received;
    }

    @Override
    public void close() {
        try {
            if (client.isConnected()) {
                client.disconnectForcibly(GOODBYE_MILLIS, GOODBYE_MILLIS);
            }
            client.close(true);
        } catch (MqttException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Call {
        void run() throws MqttException;
    }

    private static Reply reply(Call call) {
        try {
            call.run();
            return Reply.accepted(0);
        } catch (MqttException e) {
            int code = e.getReasonCode();
            return code > 0 && code <= 0xFF ? Reply.refused(code) : Reply.DROPPED;
        }
    }

    private static byte[] bytes(Message message) {
        return message.payload().getBytes(StandardCharsets.UTF_8);
    }

    private final class Receiver implements MqttCallback {

        @Override
        public void connectionLost(Throwable cause) {}

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            String payload = new String(message.getPayload(), StandardCharsets.UTF_8);
            received.add(new Message(topic, payload, message.getQos(), message.isRetained()));
        }

        @Override
        public void deliveryComplete(IMqttDeliveryToken token) {}
    }
}

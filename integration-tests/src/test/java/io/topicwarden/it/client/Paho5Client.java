/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.client;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Eclipse Paho, MQTT 5. */
final class Paho5Client implements Client {

    private static final long MILLIS = 10_000;
    private static final long GOODBYE_MILLIS = 500;
    private static final long SESSION_SECONDS = 3600;

    private final Login login;
    private final MqttAsyncClient client;
    private final List<Message> received = new CopyOnWriteArrayList<>();

    Paho5Client(Login login) {
        this.login = login;
        try {
            client = new MqttAsyncClient(Paho3Client.address(login), login.clientId(), new MemoryPersistence());
            client.setCallback(new Receiver());
        } catch (MqttException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Reply connect() {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setAutomaticReconnect(false);
        options.setCleanStart(login.cleanStart());
        options.setSessionExpiryInterval(login.cleanStart() ? 0 : SESSION_SECONDS);
        login.username().ifPresent(options::setUserName);
        login.password().map(secret -> secret.getBytes(StandardCharsets.UTF_8)).ifPresent(options::setPassword);
        login.tls().map(tls -> tls.context().getSocketFactory()).ifPresent(options::setSocketFactory);
        login.will().ifPresent(will -> options.setWill(will.topic(), message(will)));
        return reply(() -> client.connect(options));
    }

    @Override
    public Reply publish(Message message) {
        return reply(() -> client.publish(message.topic(), message(message)));
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
                client.disconnectForcibly(GOODBYE_MILLIS, GOODBYE_MILLIS, true);
            }
            client.close(true);
        } catch (MqttException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Call {
        IMqttToken run() throws MqttException;
    }

    private static Reply reply(Call call) {
        try {
            IMqttToken token = call.run();
            token.waitForCompletion(MILLIS);
            int[] codes = token.getReasonCodes();
            int code = codes == null || codes.length == 0 ? 0 : codes[0];
            return code >= 0x80 ? Reply.refused(code) : Reply.accepted(code);
        } catch (MqttException e) {
            int code = e.getReasonCode();
            return code >= 0x80 && code <= 0xFF ? Reply.refused(code) : Reply.DROPPED;
        }
    }

    private static MqttMessage message(Message message) {
        byte[] payload = message.payload().getBytes(StandardCharsets.UTF_8);
        return new MqttMessage(payload, message.qos(), message.retain(), new MqttProperties());
    }

    private final class Receiver implements MqttCallback {

        @Override
        public void disconnected(MqttDisconnectResponse response) {}

        @Override
        public void mqttErrorOccurred(MqttException exception) {}

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            String payload = new String(message.getPayload(), StandardCharsets.UTF_8);
            received.add(new Message(topic, payload, message.getQos(), message.isRetained()));
        }

        @Override
        public void deliveryComplete(IMqttToken token) {}

        @Override
        public void connectComplete(boolean reconnect, String address) {}

        @Override
        public void authPacketArrived(int reasonCode, MqttProperties properties) {}
    }
}

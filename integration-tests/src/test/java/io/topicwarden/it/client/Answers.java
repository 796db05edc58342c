/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.client;

import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3ConnAckException;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3SubAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubRecException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5SubAckException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What the futures of the HiveMQ client end with, as replies. */
final class Answers {

    private static final long SECONDS = 10;

    private Answers() {}

    static Reply await(CompletableFuture<?> future) {
        try {
            future.get(SECONDS, TimeUnit.SECONDS);
            return Reply.accepted(0);
        } catch (ExecutionException e) {
            return reply(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("no answer within " + SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Reply reply(Throwable failure) {
        if (failure instanceof Mqtt3ConnAckException e) {
            return Reply.refused(e.getMqttMessage().getReturnCode().getCode());
        }
        if (failure instanceof Mqtt3SubAckException e) {
            return Reply.refused(e.getMqttMessage().getReturnCodes().get(0).getCode());
        }
        if (failure instanceof Mqtt5ConnAckException e) {
            return Reply.refused(
                    e.getMqttMessage().getReasonCode().getCode(),
                    e.getMqttMessage().getReasonString().map(Object::toString));
        }
        return mqtt5(failure);
    }

    private static Reply mqtt5(Throwable failure) {
        if (failure instanceof Mqtt5SubAckException e) {
            return Reply.refused(
                    e.getMqttMessage().getReasonCodes().get(0).getCode(),
                    e.getMqttMessage().getReasonString().map(Answers::ofOneFilter));
        }
        if (failure instanceof Mqtt5PubAckException e) {
            return Reply.refused(
                    e.getMqttMessage().getReasonCode().getCode(),
                    e.getMqttMessage().getReasonString().map(Object::toString));
        }
        if (failure instanceof Mqtt5PubRecException e) {
            return Reply.refused(
                    e.getMqttMessage().getReasonCode().getCode(),
                    e.getMqttMessage().getReasonString().map(Object::toString));
        }
        return Reply.DROPPED;
    }

    /** Of several filters the broker joins the reason strings, each with a full stop and a space after it. */
    private static String ofOneFilter(Object reasonString) {
        return reasonString.toString().replaceFirst("\\. $", "");
    }
}

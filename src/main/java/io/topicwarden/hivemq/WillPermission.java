/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.hivemq;

import com.hivemq.extension.sdk.api.auth.parameter.TopicPermission;
import com.hivemq.extension.sdk.api.services.builder.Builders;
import io.topicwarden.runtime.ConnectAttempt;

/**
 * The one default permission that is ever given: for a will that has been decided already. Where some extension registers
 * a ClientInitializer, the broker asks default permissions alone about wills.
 */
final class WillPermission {

    private WillPermission() {}

    static TopicPermission exactly(ConnectAttempt.Will will) {
        return Builders.topicPermission()
                .topicFilter(will.topic())
                .type(TopicPermission.PermissionType.ALLOW)
                .activity(TopicPermission.MqttActivity.PUBLISH)
                .qos(qos(will.qos()))
                .retain(will.retain() ? TopicPermission.Retain.RETAINED : TopicPermission.Retain.NOT_RETAINED)
                .build();
    }

    private static TopicPermission.Qos qos(int qos) {
        return switch (qos) {
            case 0 -> TopicPermission.Qos.ZERO;
            case 1 -> TopicPermission.Qos.ONE;
            default -> TopicPermission.Qos.TWO;
        };
    }
}

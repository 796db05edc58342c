/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.hivemq;

import com.hivemq.extension.sdk.api.packets.connect.ConnackReasonCode;
import io.topicwarden.policy.MqttVersion;
import io.topicwarden.policy.ReasonCode;

/**
 * What a refused client is told: enough to mend its own configuration, never which of its credentials was wrong. Of the
 * codes used here MQTT 3 has 2 (identifier), 3 (unavailable), 4 (credentials) and 5 (not authorized).
 */
final class ConnackCodes {

    private ConnackCodes() {}

    static ConnackReasonCode of(ReasonCode reason, MqttVersion mqtt) {
        return switch (reason) {
            case BAD_CREDENTIALS, UNKNOWN_IDENTITY, CREDENTIALS_MISSING -> ConnackReasonCode.BAD_USER_NAME_OR_PASSWORD;
            case CLIENT_ID -> ConnackReasonCode.CLIENT_IDENTIFIER_NOT_VALID;
            case THROTTLED -> ConnackReasonCode.SERVER_BUSY;
            case NOT_READY -> ConnackReasonCode.SERVER_UNAVAILABLE;
            case BLOCKED -> mqtt == MqttVersion.MQTT_5 ? ConnackReasonCode.BANNED : ConnackReasonCode.NOT_AUTHORIZED;
            default -> ConnackReasonCode.NOT_AUTHORIZED;
        };
    }
}

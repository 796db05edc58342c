/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A line of the denial log.
 *
 * @param number of the line, counted from 1; its id is made of it
 * @param count how many refusals it stands for
 */
public record Refusal(
        int number, Instant at, String client, String action, String topic, String reason, String message, int count) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The id of the line. */
    public String id() {
        return "01M86B%020d".formatted(number);
    }

    /** Appends it to a log. */
    public void appendTo(Path log) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("@timestamp", at.toString());
        members.put("event.id", id());
        members.put("event.action", action);
        members.put("event.outcome", "failure");
        members.put("event.reason", reason);
        members.put("message", message);
        members.put("client.ip", "127.0.0.1");
        members.put("user.name", client);
        members.put("mqtt.client_id", client);
        members.put("mqtt.username", client);
        members.put("mqtt.listener", "local");
        members.put("mqtt.version", "5");
        members.put("mqtt.topic", topic);
        members.put("mqtt.qos", 1);
        if (action.equals("publish")) {
            members.put("mqtt.retain", false);
            members.put("mqtt.payload_bytes", 117);
        }
        members.put("topicwarden.count", count);
        members.put("event.sequence", number);
        Files.writeString(
                log, JSON.writeValueAsString(members) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}

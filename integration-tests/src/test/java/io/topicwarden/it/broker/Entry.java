/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.broker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/**
 * One record of a log. A field is named by its dotted path, {@code mqtt.client_id}.
 *
 * @param json the whole line
 */
public record Entry(JsonNode json) {

    /** The value of a field as text; empty if the record has no such field. */
    public String text(String path) {
        return field(path).asText();
    }

    public boolean has(String path) {
        return !field(path).isMissingNode();
    }

    /** {@code event.id}, which an MQTT 5 client is told. */
    public String id() {
        return text("event.id");
    }

    /** {@code event.reason}. */
    public String reason() {
        return text("event.reason");
    }

    /** {@code event.action}. */
    public String action() {
        return text("event.action");
    }

    public long sequence() {
        return field("event.sequence").asLong();
    }

    /** {@code topicwarden.count}. */
    public long count() {
        return field("topicwarden.count").asLong();
    }

    @Override
    public String toString() {
        return json.toString();
    }

    private JsonNode field(String path) {
        return find(json, path);
    }

    /** ECS allows a dotted key and nested objects alike. */
    private static JsonNode find(JsonNode node, String path) {
        if (node.has(path)) {
            return node.get(path);
        }
        for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
            JsonNode inner = node.path(path.substring(0, dot));
            JsonNode found = inner.isObject() ? find(inner, path.substring(dot + 1)) : MissingNode.getInstance();
            if (!found.isMissingNode()) {
                return found;
            }
        }
        return MissingNode.getInstance();
    }
}

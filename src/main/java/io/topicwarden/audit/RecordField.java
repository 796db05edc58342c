/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The members of records that readers look at; {@code docs/denial-log.md} and {@code docs/shadow.md} explain them. */
public enum RecordField {
    TIMESTAMP("@timestamp"),
    ID("event.id"),
    SEQUENCE("event.sequence"),
    ACTION("event.action"),
    OUTCOME("event.outcome"),
    REASON("event.reason"),
    END("event.end"),
    MESSAGE("message"),
    ADDRESS("client.ip"),
    IDENTITY("user.name"),
    TLS_VERSION("tls.version"),
    SUBJECT("tls.client.subject"),
    ISSUER("tls.client.issuer"),
    SERIAL("tls.client.x509.serial_number"),
    FINGERPRINT("tls.client.hash.sha256"),
    CLIENT_ID("mqtt.client_id"),
    USERNAME("mqtt.username"),
    LISTENER("mqtt.listener"),
    MQTT_VERSION("mqtt.version"),
    TOPIC("mqtt.topic"),
    QOS("mqtt.qos"),
    RETAIN("mqtt.retain"),
    SHARED_GROUP("mqtt.shared_group"),
    PAYLOAD_BYTES("mqtt.payload_bytes"),
    RULE_ROLE("topicwarden.rule.role"),
    RULE_PERMISSION("topicwarden.rule.permission"),
    RULE_FILE("topicwarden.rule.file"),
    RULE_LINE("topicwarden.rule.line"),
    NEAR_MISS_ROLE("topicwarden.near_miss.role"),
    NEAR_MISS_PERMISSION("topicwarden.near_miss.permission"),
    NEAR_MISS_FILE("topicwarden.near_miss.file"),
    NEAR_MISS_LINE("topicwarden.near_miss.line"),
    NEAR_MISS_CONDITION("topicwarden.near_miss.condition"),
    WITNESS("topicwarden.witness"),
    POLICY("topicwarden.policy"),
    DIFFERENCE("topicwarden.difference"),
    DECISION("topicwarden.in_force.decision"),
    DECISION_REASON("topicwarden.in_force.reason"),
    DECISION_MESSAGE("topicwarden.in_force.message"),
    SHADOW_DECISION("topicwarden.shadow.decision"),
    SHADOW_REASON("topicwarden.shadow.reason"),
    SHADOW_MESSAGE("topicwarden.shadow.message"),
    SHADOW_WITNESS("topicwarden.shadow.witness"),
    SHADOW_POLICY("topicwarden.shadow.policy"),
    SHADOW_ROLE("topicwarden.shadow.rule.role"),
    SHADOW_PERMISSION("topicwarden.shadow.rule.permission"),
    SHADOW_FILE("topicwarden.shadow.rule.file"),
    SHADOW_LINE("topicwarden.shadow.rule.line"),
    COUNT("topicwarden.count"),
    CHAIN_SEGMENT("topicwarden.chain.segment"),
    CHAIN_EPOCH("topicwarden.chain.epoch"),
    CHAIN_MAC("topicwarden.chain.mac"),
    CHAIN_LINK("topicwarden.chain.link"),
    CHAIN_KEY("topicwarden.chain.key"),
    CHAIN_NEXT_KEY("topicwarden.chain.next_key");

    private static final Map<String, RecordField> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(field -> field.text, field -> field));

    private final String text;

    RecordField(String text) {
        this.text = text;
    }

    /** The field of this name; of an object's member with the object's name and a dot before it. */
    static Optional<RecordField> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** Its name in the log. */
    @Override
    public String toString() {
        return text;
    }
}

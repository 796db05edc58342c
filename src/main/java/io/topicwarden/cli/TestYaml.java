/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import io.topicwarden.cli.yaml.YamlText;
import io.topicwarden.policy.Attempt;
import io.topicwarden.policy.CertificateFacts;
import io.topicwarden.policy.Client;
import io.topicwarden.policy.MqttVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Writes a policy test that proves that a client may do something. */
final class TestYaml {

    private TestYaml() {}

    /** A whole file of one test. */
    static String of(String name, Client client, Attempt attempt, Instant at) {
        StringBuilder yaml = new StringBuilder("tests:\n  - name: ")
                .append(YamlText.quoted(name))
                .append("\n    as:\n");
        as(client, at).forEach(line -> yaml.append("      ").append(line).append('\n'));
        return yaml.append("    allow:\n      - ")
                .append(expectation(attempt))
                .append('\n')
                .toString();
    }

    private static List<String> as(Client client, Instant at) {
        List<String> lines = new ArrayList<>();
        text(lines, "client-id", client.clientId());
        text(lines, "identity", client.identity().orElse(""));
        text(lines, "username", client.username().orElse(""));
        text(lines, "listener", client.listener());
        client.address().ifPresent(address -> text(lines, "network", address.getHostAddress()));
        client.tls().ifPresent(version -> lines.add("tls: " + version));
        if (client.mqtt() == MqttVersion.MQTT_3) {
            lines.add("mqtt: 3");
        }
        client.certificate().ifPresent(facts -> lines.add("certificate: {" + certificate(facts) + "}"));
        if (!client.roles().isEmpty()) {
            lines.add("roles: " + YamlText.list(new TreeSet<>(client.roles())));
        }
        if (!client.attributes().isEmpty()) {
            lines.add("attributes: "
                    + new TreeMap<>(client.attributes())
                            .entrySet().stream()
                                    .map(one -> YamlText.quoted(one.getKey()) + ": " + YamlText.list(one.getValue()))
                                    .collect(Collectors.joining(", ", "{", "}")));
        }
        lines.add("time: " + at);
        return lines;
    }

    private static String certificate(CertificateFacts facts) {
        List<String> members = new ArrayList<>();
        list(members, "cn", facts.cn());
        list(members, "o", facts.o());
        list(members, "ou", facts.ou());
        text(members, "serial", facts.serial());
        text(members, "fingerprint", facts.fingerprint());
        list(members, "issuer-cn", facts.issuerCn());
        list(members, "san-dns", facts.sanDns());
        list(members, "san-uri", facts.sanUri());
        list(members, "san-email", facts.sanEmail());
        return String.join(", ", members);
    }

    private static String expectation(Attempt attempt) {
        return "{" + attempt.kind() + ": " + YamlText.quoted(attempt.topic())
                + (attempt.qos() == 0 || attempt.kind() == Attempt.Kind.DELIVER ? "" : ", qos: " + attempt.qos())
                + (attempt.retain() ? ", retain: true" : "")
                + (attempt.payloadBytes() == 0 ? "" : ", payload: " + attempt.payloadBytes()) + "}";
    }

    private static void text(List<String> lines, String key, String value) {
        if (!value.isEmpty()) {
            lines.add(key + ": " + YamlText.quoted(value));
        }
    }

    private static void list(List<String> lines, String key, List<String> values) {
        if (!values.isEmpty()) {
            lines.add(key + ": " + YamlText.list(values));
        }
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import io.topicwarden.policy.AddressRange;
import io.topicwarden.policy.CertificateCondition;
import io.topicwarden.policy.MqttVersion;
import io.topicwarden.policy.TextPattern;
import io.topicwarden.policy.TimeWindow;
import io.topicwarden.policy.TlsVersion;
import io.topicwarden.policy.When;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a {@code when}. */
final class WhenReader {

    private final Reading reading;
    private final Values values;

    WhenReader(Reading reading) {
        this.reading = reading;
        this.values = new Values(reading);
    }

    /** The {@code when} of a permission, which may speak of the time. */
    When ofPermission(Node.Entry entry) {
        Optional<Fields> fields = values.fields(entry, KeyTable.PERMISSION_WHEN);
        Optional<TimeWindow> time = fields.flatMap(when -> when.find("time")).flatMap(this::time);
        return fields.map(when -> read(when, time)).orElse(When.ALWAYS);
    }

    /** The {@code when} of an assignment or a block. */
    When ofClient(Node.Entry entry) {
        if (entry.value() instanceof Node.Mapping mapping) {
            for (Node.Entry key : mapping.entries()) {
                if (key.name().equals("time")) {
                    reading.report(
                            Code.TIME_OUTSIDE_PERMISSION,
                            key.key(),
                            "`time` cannot stand here",
                            "only the `when` of a permission can ask for a time");
                    return When.ALWAYS;
                }
            }
        }
        return values.fields(entry, KeyTable.WHEN)
                .map(when -> read(when, Optional.empty()))
                .orElse(When.ALWAYS);
    }

    private When read(Fields when, Optional<TimeWindow> time) {
        return new When(
                patterns(when, "identity"),
                patterns(when, "client-id"),
                patterns(when, "username"),
                patterns(when, "listener"),
                networks(when),
                when.find("tls").flatMap(this::tls),
                mqtt(when),
                when.find("attributes").map(this::attributes).orElse(Map.of()),
                when.find("certificate").flatMap(this::certificate),
                time);
    }

    private List<TextPattern> patterns(Fields fields, String key) {
        return fields.find(key).map(this::patterns).orElse(List.of());
    }

    private List<TextPattern> patterns(Node.Entry entry) {
        return values.list(entry, item -> values.filledText(item, Limits.MAX_COMPARED_CHARACTERS)
                .map(TextPattern::new));
    }

    private List<TextPattern> parsed(Fields fields, String key, Values.Parser<TextPattern> parser) {
        return fields.find(key)
                .map(entry -> values.list(entry, item -> values.parsed(item, parser)))
                .orElse(List.of());
    }

    private List<AddressRange> networks(Fields when) {
        return when.find("network")
                .map(entry -> values.list(entry, item -> values.parsed(item, AddressRange::parse)))
                .orElse(List.of());
    }

    private Optional<TlsVersion> tls(Node.Entry entry) {
        return values.choice(entry.value(), Words.TLS);
    }

    private List<MqttVersion> mqtt(Fields when) {
        return when.find("mqtt")
                .map(entry -> values.list(entry, item -> values.choice(item, Words.MQTT)))
                .orElse(List.of());
    }

    private Map<String, List<TextPattern>> attributes(Node.Entry entry) {
        List<Node.Entry> entries = values.named(entry, "attributes", Limits.MAX_ENTRIES);
        if (entry.value() instanceof Node.Mapping && entries.isEmpty()) {
            values.reportEmpty(entry);
        }
        Map<String, List<TextPattern>> attributes = new LinkedHashMap<>();
        for (Node.Entry attribute : entries) {
            values.parsed(attribute.key(), Name::parse).ifPresent(name -> attributes.put(name, patterns(attribute)));
        }
        return attributes;
    }

    private Optional<CertificateCondition> certificate(Node.Entry entry) {
        return values.fields(entry, KeyTable.CERTIFICATE)
                .map(fields -> new CertificateCondition(
                        patterns(fields, "cn"),
                        patterns(fields, "o"),
                        patterns(fields, "ou"),
                        parsed(fields, "serial", HexText::serial),
                        parsed(fields, "fingerprint", HexText::fingerprint),
                        patterns(fields, "issuer-cn"),
                        patterns(fields, "san-dns"),
                        patterns(fields, "san-uri"),
                        patterns(fields, "san-email")));
    }

    private Optional<TimeWindow> time(Node.Entry entry) {
        return new TimeReader(reading).read(entry);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import io.topicwarden.policy.AddressRange;
import io.topicwarden.policy.CertificateFacts;
import io.topicwarden.policy.DescribedClient;
import io.topicwarden.policy.MqttVersion;
import io.topicwarden.policy.PatternSyntaxException;
import io.topicwarden.policy.TextPattern;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the description of a client: a policy test's {@code as}, and what is written after {@code --as}. */
final class ClientReader {

    private final Reading reading;
    private final Values values;
    private final Optional<Set<String>> knownRoles;

    ClientReader(Reading reading, Optional<Set<String>> knownRoles) {
        this.reading = reading;
        this.values = new Values(reading);
        this.knownRoles = knownRoles;
    }

    DescribedClient read(Fields fields) {
        return new DescribedClient(
                text(fields, "client-id").orElse(""),
                text(fields, "username"),
                text(fields, "identity"),
                text(fields, "listener").orElse(""),
                fields.find("network").flatMap(entry -> values.parsed(entry.value(), AddressRange::parseAddress)),
                fields.find("tls").flatMap(entry -> values.choice(entry.value(), Words.TLS)),
                fields.find("mqtt")
                        .flatMap(entry -> values.choice(entry.value(), Words.MQTT))
                        .orElse(MqttVersion.MQTT_5),
                fields.find("certificate").flatMap(this::certificate),
                fields.find("attributes").map(values::attributes),
                fields.find("roles").map(new RoleNames(reading, knownRoles)::read),
                fields.find("time").flatMap(entry -> values.parsed(entry.value(), Clocks::instant)));
    }

    private Optional<CertificateFacts> certificate(Node.Entry entry) {
        return values.fields(entry, KeyTable.TEST_CERTIFICATE)
                .map(fields -> new CertificateFacts(
                        texts(fields, "cn"),
                        texts(fields, "o"),
                        texts(fields, "ou"),
                        hex(fields, "serial", HexText::serial),
                        hex(fields, "fingerprint", HexText::fingerprint),
                        texts(fields, "issuer-cn"),
                        texts(fields, "san-dns"),
                        texts(fields, "san-uri"),
                        texts(fields, "san-email"),
                        "",
                        ""));
    }

    private Optional<String> text(Fields fields, String key) {
        return fields.find(key)
                .flatMap(entry -> values.filledText(entry.value()))
                .map(Node.Scalar::text);
    }

    private List<String> texts(Fields fields, String key) {
        return fields.find(key)
                .map(entry -> values.list(entry, item -> values.filledText(item).map(Node.Scalar::text)))
                .orElse(List.of());
    }

    private String hex(Fields fields, String key, Values.Parser<TextPattern> parser) {
        return fields.find(key)
                .flatMap(entry -> values.parsed(entry.value(), text -> whole(text, parser)))
                .orElse("");
    }

    /** A certificate has one number: {@code *} stands for none. */
    private static String whole(String text, Values.Parser<TextPattern> parser) throws PatternSyntaxException {
        int star = text.indexOf('*');
        if (star >= 0) {
            throw new PatternSyntaxException(
                    Code.BAD_HEX.toString(), "`*` cannot stand here", star, 1, "write the whole number");
        }
        return parser.parse(text).text();
    }
}

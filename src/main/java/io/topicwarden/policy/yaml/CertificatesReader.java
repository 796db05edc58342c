/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import io.topicwarden.policy.CertificateSettings;
import io.topicwarden.policy.CertificateSettings.Revocation;
import io.topicwarden.policy.FileReference;
import java.util.List;
import java.util.Optional;

/** Reads {@code certificates}. */
final class CertificatesReader {

    private static final int LEAST_RSA = 1024;
    private static final int MOST_RSA = 16_384;
    private static final int LEAST_EC = 160;
    private static final int MOST_EC = 521;

    private final Reading reading;
    private final Values values;

    CertificatesReader(Reading reading) {
        this.reading = reading;
        this.values = new Values(reading);
    }

    CertificateSettings read(Node.Entry entry) {
        return values.fields(entry, KeyTable.CERTIFICATES).map(this::read).orElse(CertificateSettings.NONE);
    }

    private CertificateSettings read(Fields fields) {
        CertificateSettings safe = CertificateSettings.NONE;
        Revocation revocation = fields.find("revocation")
                .flatMap(entry -> values.choice(entry.value(), Words.REVOCATION))
                .orElse(safe.revocation());
        boolean requireClientAuth = fields.find("extended-key-usage")
                .flatMap(entry -> values.choice(entry.value(), Words.REQUIRE_CLIENT_AUTH))
                .orElse(safe.requireClientAuth());
        Optional<Fields> least =
                fields.find("minimum-key").flatMap(entry -> values.fields(entry, KeyTable.MINIMUM_KEY));
        return new CertificateSettings(
                files(fields, "trust-anchors"),
                files(fields, "revocation-lists"),
                revocation,
                requireClientAuth,
                bits(least, "rsa", LEAST_RSA, MOST_RSA).orElse(safe.minimumRsaBits()),
                bits(least, "ec", LEAST_EC, MOST_EC).orElse(safe.minimumEcBits()));
    }

    private Optional<Integer> bits(Optional<Fields> fields, String key, int fewest, int most) {
        return fields.flatMap(least -> least.find(key)).flatMap(entry -> values.number(entry.value(), fewest, most));
    }

    private List<FileReference> files(Fields fields, String key) {
        return fields.find(key)
                .map(entry -> values.list(entry, item -> values.filledText(item)
                        .map(path -> new FileReference(path.text(), reading.span(path)))))
                .orElse(List.of());
    }
}

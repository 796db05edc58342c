/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import io.topicwarden.policy.FileReference;
import io.topicwarden.policy.StoreSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads {@code store}. */
final class StoreReader {

    private static final int USUAL_IDENTITIES = 100_000;
    private static final int MOST_IDENTITIES = 10_000_000;
    private static final Duration USUAL_EXPIRE_AFTER = Duration.ofMinutes(10);
    private static final Duration USUAL_SERVE_STALE_FOR = Duration.ofHours(24);
    private static final List<String> OF_POSTGRES = List.of("url", "user", "password-file", "cache");

    private final Reading reading;
    private final Values values;

    StoreReader(Reading reading) {
        this.reading = reading;
        this.values = new Values(reading);
    }

    StoreSettings read(Node.Entry entry) {
        Optional<Fields> fields = values.fields(entry, KeyTable.STORE);
        boolean postgres = fields.flatMap(known -> known.find("type"))
                .flatMap(type -> values.choice(type.value(), Words.STORES))
                .orElse(false);
        if (fields.isEmpty()) {
            return new StoreSettings.Files();
        }
        return postgres ? postgres(entry, fields.get()) : files(fields.get());
    }

    private StoreSettings files(Fields fields) {
        for (String key : OF_POSTGRES) {
            fields.find(key)
                    .ifPresent(entry -> reading.report(
                            Code.SETTING_WITHOUT_EFFECT,
                            entry.key(),
                            "`" + key + "` has no effect here",
                            "write `type: postgres`, or remove the key"));
        }
        return new StoreSettings.Files();
    }

    private StoreSettings postgres(Node.Entry section, Fields fields) {
        Optional<Fields> cache = fields.find("cache").flatMap(entry -> values.fields(entry, KeyTable.CACHE));
        return new StoreSettings.Postgres(
                needed(section, fields, "url")
                        .flatMap(entry -> values.parsed(entry.value(), DatabaseUrl::parse))
                        .orElse(""),
                needed(section, fields, "user")
                        .flatMap(entry -> values.filledText(entry.value()))
                        .map(Node.Scalar::text)
                        .orElse(""),
                fields.find("password-file").flatMap(entry -> values.filledText(entry.value())
                        .map(path -> new FileReference(path.text(), reading.span(path)))),
                cache.flatMap(known -> known.find("identities"))
                        .flatMap(entry -> values.number(entry.value(), 1, MOST_IDENTITIES))
                        .orElse(USUAL_IDENTITIES),
                duration(cache, "expire-after", USUAL_EXPIRE_AFTER),
                duration(cache, "serve-stale-for", USUAL_SERVE_STALE_FOR));
    }

    private Optional<Node.Entry> needed(Node.Entry section, Fields fields, String key) {
        Optional<Node.Entry> entry = fields.find(key);
        if (entry.isEmpty()) {
            reading.report(
                    Code.MISSING_KEY, section.key(), "`" + key + "` is missing", "a store of type `postgres` needs it");
        }
        return entry;
    }

    private Duration duration(Optional<Fields> fields, String key, Duration usual) {
        return fields.flatMap(known -> known.find(key))
                .flatMap(entry -> values.parsed(entry.value(), Age::parse))
                .orElse(usual);
    }
}

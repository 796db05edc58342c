/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import io.topicwarden.policy.ThrottleSettings;
import io.topicwarden.policy.ThrottleSettings.Limit;
import java.util.Optional;

/** Reads {@code throttle}. */
final class ThrottleReader {

    private static final int MOST = 100_000;

    private final Values values;

    ThrottleReader(Reading reading) {
        this.values = new Values(reading);
    }

    ThrottleSettings read(Node.Entry entry) {
        ThrottleSettings usual = ThrottleSettings.USUAL;
        Optional<Fields> fields = values.fields(entry, KeyTable.THROTTLE);
        return new ThrottleSettings(
                limit(fields, "address", usual.address()),
                limit(fields, "identity", usual.identity()),
                limit(fields, "certificate", usual.certificate()));
    }

    private Limit limit(Optional<Fields> throttle, String key, Limit usual) {
        Optional<Fields> fields =
                throttle.flatMap(known -> known.find(key)).flatMap(entry -> values.fields(entry, KeyTable.LIMIT));
        return new Limit(
                number(fields, "burst").orElse(usual.burst()),
                number(fields, "per-minute").orElse(usual.perMinute()));
    }

    private Optional<Integer> number(Optional<Fields> limit, String key) {
        return limit.flatMap(known -> known.find(key)).flatMap(entry -> values.number(entry.value(), 1, MOST));
    }
}

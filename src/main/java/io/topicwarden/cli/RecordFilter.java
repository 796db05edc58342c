/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import io.topicwarden.audit.RecordField;
import io.topicwarden.audit.findings.Criteria;
import io.topicwarden.policy.TextPattern;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that choose records: all of them must hold, and of several values of one any. */
final class RecordFilter {

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "from then on: `30m`, `12h`, `7d` ago, a day, or an instant such as 2026-11-24T10:00:00Z")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "before then, written likewise")
    private @Nullable String until;

    @Option(names = "--client", paramLabel = "ID", description = "the MQTT client identifier; `*` matches any text")
    private List<String> clients = new ArrayList<>();

    @Option(names = "--identity", paramLabel = "NAME", description = "the identity, likewise")
    private List<String> identities = new ArrayList<>();

    @Option(names = "--reason", paramLabel = "CODE", description = "the reason code, as `not-covered`, likewise")
    private List<String> reasons = new ArrayList<>();

    @Option(
            names = "--action",
            paramLabel = "ACTION",
            description = "connect, publish, will, subscribe, deliver or revoke")
    private List<String> actions = new ArrayList<>();

    @Option(
            names = "--topic",
            paramLabel = "FILTER",
            description = "a topic filter that matches the record's topic, or is the record's own topic filter")
    private List<String> topics = new ArrayList<>();

    @Option(names = "--listener", paramLabel = "NAME", description = "the listener; `*` matches any text")
    private List<String> listeners = new ArrayList<>();

    @Option(names = "--address", paramLabel = "ADDRESS", description = "where the client came from, likewise")
    private List<String> addresses = new ArrayList<>();

    @Option(
            names = "--difference",
            paramLabel = "would-deny|would-allow",
            description = "with --log shadow: which way the candidate differs")
    private List<String> differences = new ArrayList<>();

    @Option(names = "--id", paramLabel = "ID", description = "the record of this id, as clients are told it")
    private List<String> ids = new ArrayList<>();

    /** The options, read. */
    Criteria criteria(Instant now) throws ToolException {
        Map<RecordField, List<TextPattern>> texts = new EnumMap<>(RecordField.class);
        put(texts, RecordField.CLIENT_ID, clients);
        put(texts, RecordField.IDENTITY, identities);
        put(texts, RecordField.REASON, reasons);
        put(texts, RecordField.ACTION, actions);
        put(texts, RecordField.LISTENER, listeners);
        put(texts, RecordField.ADDRESS, addresses);
        put(texts, RecordField.DIFFERENCE, differences);
        put(texts, RecordField.ID, ids);
        return new Criteria(
                since == null ? Instant.MIN : Moment.instant(since, now),
                until == null ? Instant.MAX : Moment.instant(until, now),
                texts,
                topics);
    }

    private static void put(Map<RecordField, List<TextPattern>> texts, RecordField field, List<String> values) {
        if (!values.isEmpty()) {
            texts.put(field, values.stream().map(TextPattern::new).toList());
        }
    }
}

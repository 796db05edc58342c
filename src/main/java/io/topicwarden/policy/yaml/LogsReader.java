/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import io.topicwarden.policy.LogSettings;
import io.topicwarden.policy.PatternSyntaxException;
import io.topicwarden.policy.Settings;

/** Reads {@code logs}. */
final class LogsReader {

    private static final long LEAST_SIZE = 4096;
    private static final int MOST_KEPT = 10_000;
    private static final int LONGEST_NAME = 200;

    private final Reading reading;
    private final Values values;

    LogsReader(Reading reading) {
        this.reading = reading;
        this.values = new Values(reading);
    }

    /** The logs. */
    record Logs(LogSettings denials, LogSettings connections, LogSettings shadow) {

        static final Logs USUAL = new Logs(
                Settings.REFUSE_ALL.denials(), Settings.REFUSE_ALL.connections(), Settings.REFUSE_ALL.shadow());
    }

    Logs read(Node.Entry entry) {
        return values.fields(entry, KeyTable.LOGS)
                .map(fields -> read(entry, fields))
                .orElse(Logs.USUAL);
    }

    private Logs read(Node.Entry section, Fields fields) {
        Logs logs = new Logs(
                log(fields, "denials", Logs.USUAL.denials()),
                log(fields, "connections", Logs.USUAL.connections()),
                log(fields, "shadow", Logs.USUAL.shadow()));
        apart(logs.denials(), logs.connections(), fields.find("connections").orElse(section));
        Node.Entry shadow = fields.find("shadow").orElse(section);
        apart(logs.denials(), logs.shadow(), shadow);
        apart(logs.connections(), logs.shadow(), shadow);
        return logs;
    }

    private void apart(LogSettings one, LogSettings other, Node.Entry where) {
        if (one.file().equalsIgnoreCase(other.file())) {
            reading.report(
                    Code.SAME_LOG_FILE,
                    where.key(),
                    "both logs go to `" + one.file() + "`",
                    "give each a `file` of its own");
        }
    }

    private LogSettings log(Fields logs, String key, LogSettings usual) {
        return logs.find(key)
                .flatMap(entry -> values.fields(entry, KeyTable.LOG))
                .map(fields -> log(fields, usual))
                .orElse(usual);
    }

    private LogSettings log(Fields fields, LogSettings usual) {
        return new LogSettings(
                fields.find("file")
                        .flatMap(entry -> values.parsed(entry.value(), LogsReader::fileName))
                        .orElse(usual.file()),
                fields.find("rotate-at").map(this::rotateAt).orElse(usual.rotateAt()),
                fields.find("keep")
                        .flatMap(entry -> values.number(entry.value(), 1, MOST_KEPT))
                        .orElse(usual.keep()),
                fields.find("chain")
                        .flatMap(entry -> values.bool(entry.value()))
                        .map(on -> on ? LogSettings.Chaining.ON : LogSettings.Chaining.OFF)
                        .orElse(usual.chaining()));
    }

    private long rotateAt(Node.Entry entry) {
        long size = values.parsed(entry.value(), Size::parse).orElse(LEAST_SIZE);
        if (size < LEAST_SIZE) {
            reading.report(Code.OUT_OF_RANGE, entry.value(), "this is too small", "it is at least `4KiB`");
        }
        return size;
    }

    /** A name in the log folder itself, so that no log is written anywhere else. */
    static String fileName(String text) throws PatternSyntaxException {
        boolean plain = text.chars().allMatch(LogsReader::isPlain);
        if (!plain || text.isEmpty() || text.startsWith(".") || text.length() > LONGEST_NAME) {
            throw new PatternSyntaxException(
                    Code.BAD_FILE_NAME.toString(),
                    "`" + text + "` is not the plain name of a file",
                    0,
                    text.length(),
                    "use letters, digits, `-`, `_` and `.`, as in `denials.jsonl`; the folder is given");
        }
        return text;
    }

    private static boolean isPlain(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-_.".indexOf(c) >= 0;
    }
}

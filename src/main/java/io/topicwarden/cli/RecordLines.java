/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import io.topicwarden.audit.LogRecord;
import io.topicwarden.audit.RecordField;
import io.topicwarden.audit.findings.RecordTexts;
import io.topicwarden.policy.yaml.ShownText;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;

/** Shows records to people, a line each. */
final class RecordLines {

    /** From this width on there is room for ids. */
    private static final int WIDE = 120;

    private final Console console;

    RecordLines(Console console) {
        this.console = console;
    }

    void table(Collection<LogRecord> records) {
        if (records.isEmpty()) {
            return;
        }
        boolean wide = !console.terminal() || console.width() >= WIDE;
        Table table = wide
                ? new Table(Set.of(1), "TIME", "N", "CLIENT", "ACTION", "TOPIC", "REASON", "RULE", "ID")
                : new Table(Set.of(1), "TIME", "N", "CLIENT", "ACTION", "TOPIC", "REASON");
        for (LogRecord record : records) {
            String[] cells = {
                time(record),
                Long.toString(record.count()),
                record.text(RecordField.CLIENT_ID),
                record.text(RecordField.ACTION),
                RecordTexts.topic(record),
                reason(record),
                RecordTexts.rule(record),
                record.text(RecordField.ID)
            };
            table.add(wide ? cells : Arrays.copyOf(cells, 6));
        }
        table.print(console);
    }

    /** One record as it comes: who was refused what, why, and the id by which to ask for more. */
    void print(LogRecord record) {
        String count = record.count() > 1 ? " (" + record.count() + " times)" : "";
        console.out()
                .println(time(record) + "  " + ShownText.of(record.text(RecordField.CLIENT_ID)) + "  "
                        + ShownText.of(record.text(RecordField.ACTION)) + " " + ShownText.of(RecordTexts.topic(record))
                        + count);
        console.out()
                .println("    " + Paint.RED.on(console, ShownText.of(reason(record))) + ": "
                        + ShownText.of(record.text(RecordField.MESSAGE)) + "  ["
                        + ShownText.of(record.text(RecordField.ID)) + "]");
    }

    private static String time(LogRecord record) {
        String timestamp = record.text(RecordField.TIMESTAMP);
        return ShownText.of(
                timestamp.length() < 19 ? timestamp : timestamp.substring(0, 19).replace('T', ' '));
    }

    private static String reason(LogRecord record) {
        String reason = record.text(RecordField.REASON);
        return record.find(RecordField.DIFFERENCE)
                .map(direction -> direction + ": " + reason)
                .orElse(reason);
    }
}

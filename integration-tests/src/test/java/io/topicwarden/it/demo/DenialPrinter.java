/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.demo;

import io.topicwarden.it.broker.Entry;
import io.topicwarden.it.broker.RecordLog;
import java.io.PrintStream;
import java.util.List;

/** Prints each denial record once, a line for a human reader. */
final class DenialPrinter {

    private final RecordLog log;
    private final PrintStream out;
    private int printed;

    DenialPrinter(RecordLog log, PrintStream out) {
        this.log = log;
        this.out = out;
    }

    void printNew() {
        List<Entry> entries = log.entries();
        entries.stream().skip(printed).map(DenialPrinter::line).forEach(out::println);
        printed = entries.size();
    }

    private static String line(Entry entry) {
        return "  " + time(entry) + "  " + entry.text("mqtt.client_id") + "  " + entry.action() + topic(entry)
                + times(entry)
                + "\n            " + entry.reason() + ": " + entry.text("message") + "  ["
                + entry.id() + "]";
    }

    private static String topic(Entry entry) {
        String topic = entry.text("mqtt.topic");
        return topic.isEmpty() ? "" : " " + topic;
    }

    /** The hour, minute and second of {@code 2026-11-23T02:46:22.123Z}. */
    private static String time(Entry entry) {
        String stamp = entry.text("@timestamp");
        return stamp.length() < 19 ? stamp : stamp.substring(11, 19);
    }

    private static String times(Entry entry) {
        return entry.count() > 1 ? " (" + entry.count() + " times)" : "";
    }
}

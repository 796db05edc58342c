/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import io.topicwarden.policy.DidYouMean;
import java.util.List;
import java.util.Optional;

/** A mapping whose keys have been checked against a table. */
final class Fields {

    private final Node.Mapping mapping;
    private final Node owner;

    private Fields(Node.Mapping mapping, Node owner) {
        this.mapping = mapping;
        this.owner = owner;
    }

    /**
     * Checks the keys of {@code node}; empty if it is no mapping.
     *
     * @param owner what stands for the mapping in a report: the key that it belongs to, or itself
     */
    static Optional<Fields> of(Reading reading, Node node, KeyTable table, Node owner) {
        if (!(node instanceof Node.Mapping mapping)) {
            Values.reportType(reading, node, owner, "a mapping");
            return Optional.empty();
        }
        for (Node.Entry entry : mapping.entries()) {
            if (!table.contains(entry.name())) {
                reportUnknown(reading, entry, table);
            }
        }
        Fields fields = new Fields(mapping, owner);
        for (String key : table.required()) {
            if (!fields.has(key)) {
                reportMissing(reading, owner, key, table);
            }
        }
        return Optional.of(fields);
    }

    /** What stands for the mapping in a report. */
    Node owner() {
        return owner;
    }

    boolean has(String key) {
        return find(key).isPresent();
    }

    Optional<Node.Entry> find(String key) {
        for (Node.Entry entry : mapping.entries()) {
            if (entry.name().equals(key)) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }

    private static void reportMissing(Reading reading, Node owner, String key, KeyTable table) {
        boolean version = key.equals("version");
        reading.report(
                Code.MISSING_KEY,
                owner,
                "`" + key + "` is missing in this " + (version ? "file" : table.title()),
                version ? "add `version: 1`" : "add `" + key + ":`");
    }

    /** In a secretive file a key is quoted only if it is a slip of the keyboard: it could be the rest of a password. */
    private static void reportUnknown(Reading reading, Node.Entry entry, KeyTable table) {
        List<String> known = table.all();
        Optional<String> meant = DidYouMean.help(entry.name(), known);
        boolean quoted = meant.isPresent() || !reading.secretive();
        reading.report(
                Code.UNKNOWN_KEY,
                entry.key(),
                quoted ? "unknown key `" + entry.name() + "`" : "unknown key",
                meant.orElse("the keys here are " + String.join(", ", known)));
    }
}

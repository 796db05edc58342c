/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import io.topicwarden.policy.DescribedClient;
import io.topicwarden.policy.SourceSpan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what is written after {@code --as}: {@code client-id=s1,certificate.cn=s1,roles=operator}, the keys those of a policy
 * test's {@code as}. A key given twice makes a list; {@code \,} is a comma and {@code \\} a backslash in a value.
 */
public final class ClientOption {

    /** What stands in place of a file's name in problems. */
    public static final String NAME = "--as";

    private static final Set<String> NESTED = Set.of("certificate", "attributes");

    private final Problems problems = new Problems();
    private final String text;
    private final Reading reading;

    private ClientOption(String text) {
        this.text = text;
        this.reading = new Reading(new SourceText(NAME, text), problems, false);
    }

    /** Reads a description, in which any key can be left out; the roles must be among {@code knownRoles}. */
    public static Loaded<DescribedClient> read(String text, Set<String> knownRoles) {
        return Loaded.guarded(NAME, () -> new ClientOption(text).read(knownRoles));
    }

    private Loaded<DescribedClient> read(Set<String> knownRoles) {
        if (text.isBlank()) {
            problems.add(
                    reading.source(),
                    Code.EMPTY_TEXT.toString(),
                    "nobody is described",
                    SourceSpan.startOf(NAME),
                    "write `client-id=s1,listener=tls`");
            return Loaded.of(Optional.empty(), problems.inOrder());
        }
        Node.Mapping mapping = mapping(entries());
        Optional<DescribedClient> client = Fields.of(reading, mapping, KeyTable.TEST_CLIENT.withoutRequired(), mapping)
                .map(new ClientReader(reading, Optional.of(knownRoles))::read);
        return Loaded.of(client, problems.inOrder());
    }

    /** The pairs, in order. */
    private List<Node.Entry> entries() {
        List<Node.Entry> entries = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == ',') {
                entry(start, i).ifPresent(entries::add);
                start = i + 1;
            } else if (text.charAt(i) == '\\') {
                i++;
            }
        }
        return entries;
    }

    private Optional<Node.Entry> entry(int start, int end) {
        int equals = text.indexOf('=', start);
        if (equals < 0 || equals >= end) {
            Node.Scalar pair = new Node.Scalar(text.substring(start, end), true, start, end);
            reading.report(
                    Code.WRONG_TYPE,
                    pair,
                    "expected `KEY=VALUE`, found `" + pair.text() + "`",
                    "write `client-id=s1`; a comma in a value is written `\\,`");
            return Optional.empty();
        }
        return Optional.of(new Node.Entry(
                new Node.Scalar(text.substring(start, equals), true, start, equals),
                new Node.Scalar(unescaped(text.substring(equals + 1, end)), false, equals + 1, end)));
    }

    private static String unescaped(String value) {
        return value.replaceAll("\\\\([,\\\\])", "$1");
    }

    /** Makes mappings of keys with a dot, and lists of keys that stand more than once. */
    private Node.Mapping mapping(List<Node.Entry> entries) {
        Map<String, List<Node.Entry>> byName = new LinkedHashMap<>();
        Map<String, List<Node.Entry>> nested = new LinkedHashMap<>();
        for (Node.Entry entry : entries) {
            int dot = entry.name().indexOf('.');
            String outer = dot < 0 ? entry.name() : entry.name().substring(0, dot);
            if (dot >= 0 && NESTED.contains(outer)) {
                nested.computeIfAbsent(outer, unused -> new ArrayList<>()).add(inner(entry, dot));
            } else {
                byName.computeIfAbsent(entry.name(), unused -> new ArrayList<>())
                        .add(entry);
            }
        }
        List<Node.Entry> all = new ArrayList<>();
        byName.values().forEach(same -> all.add(together(same)));
        nested.forEach((outer, inner) -> {
            Node.Mapping mapping = mapping(inner);
            all.add(new Node.Entry(new Node.Scalar(outer, true, mapping.start(), mapping.end()), mapping));
        });
        int start = all.stream().mapToInt(entry -> entry.key().start()).min().orElse(0);
        return new Node.Mapping(all, start, text.length());
    }

    private static Node.Entry inner(Node.Entry entry, int dot) {
        Node.Scalar key = entry.key();
        return new Node.Entry(
                new Node.Scalar(key.text().substring(dot + 1), true, key.start() + dot + 1, key.end()), entry.value());
    }

    private static Node.Entry together(List<Node.Entry> same) {
        Node.Entry first = same.get(0);
        List<Node> values = same.stream().map(Node.Entry::value).toList();
        return same.size() == 1
                ? first
                : new Node.Entry(
                        first.key(),
                        new Node.Sequence(
                                values,
                                values.get(0).start(),
                                values.get(values.size() - 1).end()));
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import io.topicwarden.policy.yaml.Node.Entry;
import io.topicwarden.policy.yaml.Node.Mapping;
import io.topicwarden.policy.yaml.Node.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds where the password of an identity goes in a file of identities, and how it is written there: in the manner of what
 * stands around it. The file must be valid.
 */
final class PasswordPlace {

    private static final String IDENTITIES = "identities";
    private static final String PASSWORD = "password";
    private static final int USUAL_INDENT = 2;

    private final YamlLines lines;
    private final String text;
    private final Mapping top;

    PasswordPlace(String text, Mapping top) {
        this.lines = new YamlLines(text);
        this.text = text;
        this.top = top;
    }

    /** The change that gives {@code name} this password, and these roles too if it is new. */
    Splice of(String name, String hash, List<String> roles) {
        Optional<Entry> section = find(top, IDENTITIES);
        Optional<Entry> identity = section.flatMap(entry -> find(mapping(entry), name));
        if (identity.isPresent()) {
            Mapping fields = mapping(identity.get());
            return find(fields, PASSWORD)
                    .map(old -> replaced((Scalar) old.value(), hash, isFlow(fields)))
                    .orElseGet(() -> added(identity.get(), fields, hash));
        }
        NewIdentity added = new NewIdentity(name, hash, roles);
        return section.map(entry -> inSection(entry, added)).orElseGet(() -> inNewSection(added));
    }

    private record NewIdentity(String name, String hash, List<String> roles) {

        String inFlow() {
            String rest = roles.isEmpty() ? "" : ", roles: " + WrittenText.list(roles);
            return WrittenText.of(name) + ": {password: " + WrittenText.quoted(hash) + rest + "}";
        }

        List<String> inBlock(int column, int indent) {
            List<String> lines = new ArrayList<>();
            String inner = " ".repeat(column + indent);
            lines.add(" ".repeat(column) + WrittenText.of(name) + ":");
            lines.add(inner + "password: " + hash);
            if (!roles.isEmpty()) {
                lines.add(inner + "roles: " + WrittenText.list(roles));
            }
            return lines;
        }
    }

    /** In place of the old hash alone, so that its quotes stay; a hash has commas, which need quotes between braces. */
    private Splice replaced(Scalar old, String hash, boolean inFlow) {
        String written = text.substring(old.start(), old.end());
        int at = written.indexOf(old.text());
        if (at >= 0 && !(inFlow && old.plain())) {
            int start = old.start() + at;
            return new Splice(start, start + old.text().length(), hash);
        }
        return new Splice(old.start(), old.start() + written.stripTrailing().length(), WrittenText.quoted(hash));
    }

    private Splice added(Entry identity, Mapping fields, String hash) {
        if (isFlow(fields)) {
            return atFront(fields, "password: " + WrittenText.quoted(hash));
        }
        int first = fields.entries().get(0).key().start();
        int keyLineEnd = lines.endOf(identity.key().end());
        String indent = " ".repeat(lines.columnOf(first));
        String eol = lines.terminatorNear(keyLineEnd);
        return keyLineEnd < first && lines.isIndentedOnly(first)
                ? Splice.insertion(keyLineEnd, eol + indent + "password: " + hash)
                : Splice.insertion(first, "password: " + hash + eol + indent);
    }

    private Splice atFront(Mapping flow, String member) {
        int at = flow.start() + 1;
        while (text.charAt(at) == ' ') {
            at++;
        }
        boolean comment = text.charAt(at) == '#';
        boolean lineEnd = text.charAt(at) == '\n' || text.charAt(at) == '\r';
        String after = flow.entries().isEmpty() ? (comment ? " " : "") : lineEnd ? "," : ", ";
        return Splice.insertion(at, member + after);
    }

    private Splice inSection(Entry section, NewIdentity added) {
        Mapping all = mapping(section);
        if (!isFlow(all)) {
            Entry last = last(all);
            int column = lines.columnOf(last.key().start());
            return below(contentEnd(last.value()), column, added.inBlock(column, indentIn(all)));
        }
        if (!all.entries().isEmpty()) {
            return Splice.insertion(last(all).value().end(), ", " + added.inFlow());
        }
        boolean replaceable = !isFlow(top)
                && lines.endOf(section.key().end()) >= all.end()
                && lines.isIndentedOnly(section.key().start());
        return replaceable ? inPlaceOfBraces(section, all, added) : atFront(all, added.inFlow());
    }

    /** <code>identities: {}</code> becomes a block, as people write it. */
    private Splice inPlaceOfBraces(Entry section, Mapping braces, NewIdentity added) {
        int start = braces.start();
        while (text.charAt(start - 1) == ' ') {
            start--;
        }
        int end = lines.endOf(braces.end());
        int column = lines.columnOf(section.key().start()) + USUAL_INDENT;
        String eol = lines.terminatorNear(end);
        String rest = text.substring(braces.end(), end).stripTrailing();
        return new Splice(start, end, rest + eol + String.join(eol, added.inBlock(column, USUAL_INDENT)));
    }

    private Splice inNewSection(NewIdentity added) {
        if (isFlow(top)) {
            return Splice.insertion(last(top).value().end(), ", identities: {" + added.inFlow() + "}");
        }
        int column = lines.columnOf(last(top).key().start());
        List<String> section = new ArrayList<>(List.of(" ".repeat(column) + "identities:"));
        section.addAll(added.inBlock(column + USUAL_INDENT, USUAL_INDENT));
        return below(contentEnd(last(top).value()), column, section);
    }

    /** Below what ends at {@code end} and the comments that belong to it. */
    private Splice below(int end, int column, List<String> added) {
        int at = lines.endOfCommentsBelow(end, column);
        String eol = lines.terminatorNear(at);
        return Splice.insertion(at, eol + String.join(eol, added));
    }

    private int indentIn(Mapping identities) {
        for (Entry entry : identities.entries()) {
            Mapping fields = mapping(entry);
            if (!isFlow(fields)) {
                int indent = lines.columnOf(fields.start())
                        - lines.columnOf(entry.key().start());
                return Math.max(1, indent);
            }
        }
        return USUAL_INDENT;
    }

    /** Where the last character of it stands, or for a block text the last line end that belongs to it. */
    private int contentEnd(Node node) {
        if (node instanceof Mapping mapping && !isFlow(mapping)) {
            return contentEnd(last(mapping).value());
        }
        if (node instanceof Node.Sequence sequence && text.charAt(sequence.start()) != '[') {
            return contentEnd(sequence.items().get(sequence.items().size() - 1));
        }
        return lines.beforeTerminator(node.end());
    }

    private boolean isFlow(Mapping mapping) {
        return text.charAt(mapping.start()) == '{';
    }

    private static Entry last(Mapping mapping) {
        return mapping.entries().get(mapping.entries().size() - 1);
    }

    private static Mapping mapping(Entry entry) {
        return (Mapping) entry.value();
    }

    private static Optional<Entry> find(Mapping mapping, String name) {
        return mapping.entries().stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst();
    }
}

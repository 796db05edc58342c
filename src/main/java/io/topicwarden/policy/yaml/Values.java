/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import io.topicwarden.policy.DidYouMean;
import io.topicwarden.policy.PatternSyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads single values and lists of them; what cannot be read is reported, and empty. */
final class Values {

    private static final int LONGEST_NUMBER = 9;

    private final Reading reading;

    Values(Reading reading) {
        this.reading = reading;
    }

    /** Reads the text of a value. */
    interface Parser<T> {
        T parse(String text) throws PatternSyntaxException;
    }

    /** Any single value, as the operator wrote it: {@code 0017} stays {@code 0017}. */
    Optional<Node.Scalar> scalar(Node node) {
        if (node instanceof Node.Scalar scalar && !scalar.isNull()) {
            return Optional.of(scalar);
        }
        reportType(reading, node, node, "a text");
        return Optional.empty();
    }

    Optional<String> text(Node node) {
        return scalar(node).map(Node.Scalar::text);
    }

    /** A text of so many characters at most. */
    Optional<String> text(Node node, int most) {
        return text(node).filter(text -> isShort(text, node, most));
    }

    private boolean isShort(String text, Node node, int most) {
        if (text.length() > most && text.codePointCount(0, text.length()) > most) {
            reading.report(Code.TEXT_TOO_LONG, node, "this text has more than " + most + " characters");
            return false;
        }
        return true;
    }

    /** A text that says something, in so many characters at most. */
    Optional<String> filledText(Node node, int most) {
        return filledText(node).map(Node.Scalar::text).filter(text -> isShort(text, node, most));
    }

    /** A text that says something. */
    Optional<Node.Scalar> filledText(Node node) {
        Optional<Node.Scalar> scalar = scalar(node);
        if (scalar.isPresent() && scalar.get().text().isBlank()) {
            reading.report(Code.EMPTY_TEXT, node, "this text is empty", "write what is meant, or remove the key");
            return Optional.empty();
        }
        return scalar;
    }

    <T> Optional<T> parsed(Node node, Parser<T> parser) {
        Optional<Node.Scalar> scalar = scalar(node);
        if (scalar.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(parser.parse(scalar.get().text()));
        } catch (PatternSyntaxException e) {
            reading.report(scalar.get(), e);
            return Optional.empty();
        }
    }

    Optional<Boolean> bool(Node node) {
        if (node instanceof Node.Scalar scalar && scalar.plain()) {
            if (scalar.text().equals("true")) {
                return Optional.of(true);
            }
            if (scalar.text().equals("false")) {
                return Optional.of(false);
            }
        }
        reportType(reading, node, node, "`true` or `false`");
        return Optional.empty();
    }

    /** A whole number in decimal digits. */
    Optional<Integer> number(Node node, int least, int most) {
        if (!(node instanceof Node.Scalar scalar) || !scalar.plain() || !isNumber(scalar.text())) {
            reportType(reading, node, node, "a whole number");
            return Optional.empty();
        }
        long value = scalar.text().length() > LONGEST_NUMBER ? Long.MAX_VALUE : Long.parseLong(scalar.text());
        if (value < least || value > most) {
            reading.report(Code.OUT_OF_RANGE, node, "this number is out of range", "it is " + least + " to " + most);
            return Optional.empty();
        }
        return Optional.of((int) value);
    }

    /** One of a few words. */
    <T> Optional<T> choice(Node node, Map<String, T> choices) {
        Optional<Node.Scalar> scalar = scalar(node);
        Optional<T> chosen = scalar.map(value -> choices.get(value.text()));
        if (scalar.isPresent() && chosen.isEmpty()) {
            String word = scalar.get().text();
            reading.report(
                    Code.UNKNOWN_VALUE,
                    node,
                    "`" + word + "` is not known here",
                    DidYouMean.help(word, choices.keySet())
                            .orElse((choices.size() == 1 ? "write " : "write one of ")
                                    + String.join(", ", choices.keySet())));
        }
        return chosen;
    }

    /** The entries of a list, or the one value that stands in its place; at least one, and none if they are too many. */
    List<Node> list(Node.Entry entry) {
        return list(entry, Limits.MAX_ENTRIES);
    }

    /** Likewise, of a list that may be longer than most. */
    List<Node> list(Node.Entry entry, int most) {
        if (entry.value() instanceof Node.Sequence sequence) {
            if (sequence.items().isEmpty()) {
                reportEmpty(entry);
            }
            return upTo(most, sequence.items(), Function.identity(), entry);
        }
        if (isNothing(entry.value())) {
            reportType(reading, entry.value(), entry.key(), "a value or a list");
            return List.of();
        }
        return List.of(entry.value());
    }

    /** The entries of a list, each read; those that cannot be read are reported and left out. */
    <T> List<T> list(Node.Entry entry, Function<Node, Optional<T>> reader) {
        return list(entry, Limits.MAX_ENTRIES, reader);
    }

    /** Likewise, of a list that may be longer than most. */
    <T> List<T> list(Node.Entry entry, int most, Function<Node, Optional<T>> reader) {
        List<Node> items = list(entry, most);
        List<T> result = new ArrayList<>(items.size());
        for (Node item : items) {
            reader.apply(item).ifPresent(result::add);
        }
        return result;
    }

    /** All of them, or none and a report at the first that is too many. */
    private <T> List<T> upTo(int most, List<T> entries, Function<T, Node> node, Node.Entry owner) {
        if (entries.size() <= most) {
            return entries;
        }
        reading.report(
                Code.TOO_MANY_ENTRIES,
                node.apply(entries.get(most)),
                "`" + owner.name() + "` has more than " + most + " entries");
        return List.of();
    }

    /** The mapping under a key, with keys of the operator's own choice, up to so many. */
    List<Node.Entry> named(Node.Entry entry, String what, int most) {
        if (!(entry.value() instanceof Node.Mapping mapping)) {
            reportType(reading, entry.value(), entry.key(), what + " by their names");
            return List.of();
        }
        return upTo(most, mapping.entries(), Node.Entry::key, entry);
    }

    /** The attributes under a key, each with the values that it is given. */
    Map<String, List<String>> attributes(Node.Entry entry) {
        List<Node.Entry> entries = named(entry, "attributes", Limits.MAX_ENTRIES);
        if (entry.value() instanceof Node.Mapping && entries.isEmpty()) {
            reportEmpty(entry);
        }
        Map<String, List<String>> attributes = new LinkedHashMap<>();
        for (Node.Entry attribute : entries) {
            parsed(attribute.key(), Name::parse)
                    .ifPresent(name -> attributes.put(
                            name,
                            new ArrayList<>(list(attribute, value -> text(value, Limits.MAX_COMPARED_CHARACTERS)))));
        }
        return attributes;
    }

    /** A quality of service. */
    Optional<Integer> qos(Node item) {
        Optional<Node.Scalar> scalar = scalar(item);
        if (scalar.isEmpty()) {
            return Optional.empty();
        }
        String text = scalar.get().text();
        if (text.equals("0") || text.equals("1") || text.equals("2")) {
            return Optional.of(text.charAt(0) - '0');
        }
        reading.report(Code.BAD_QOS, item, "`" + text + "` is not a quality of service", "it is 0, 1 or 2");
        return Optional.empty();
    }

    /** The mapping under a key, checked, with at least one entry. */
    Optional<Fields> fields(Node.Entry entry, KeyTable table) {
        if (entry.value() instanceof Node.Mapping mapping && mapping.entries().isEmpty()) {
            reportEmpty(entry);
            return Optional.empty();
        }
        return Fields.of(reading, entry.value(), table, entry.key());
    }

    void reportEmpty(Node.Entry entry) {
        reading.report(
                Code.EMPTY_LIST, entry.value(), "`" + entry.name() + "` is empty", "remove the key or give it entries");
    }

    /** Reports that something else was expected, at {@code owner} if there is nothing to point at. */
    static void reportType(Reading reading, Node node, Node owner, String expected) {
        if (node instanceof Node.Refused) {
            return;
        }
        boolean nothing = isNothing(node);
        reading.report(
                Code.WRONG_TYPE,
                nothing ? owner : node,
                "expected " + expected + ", found " + kind(node),
                nothing ? "remove the key or give it entries" : "");
    }

    private static boolean isNothing(Node node) {
        return node instanceof Node.Scalar scalar && scalar.isNull();
    }

    private static String kind(Node node) {
        if (node instanceof Node.Sequence) {
            return "a list";
        }
        if (node instanceof Node.Mapping) {
            return "a mapping";
        }
        return isNothing(node) ? "nothing" : "a text";
    }

    private static boolean isNumber(String text) {
        if (text.isEmpty() || (text.length() > 1 && text.charAt(0) == '0')) {
            return false;
        }
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}

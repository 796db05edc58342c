/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.migrate;

import io.topicwarden.policy.PatternSyntaxException;
import io.topicwarden.policy.TopicPattern;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Topic filters of other programs, with their placeholders, as ours. */
final class Topics {

    /** In place of a filter: all topics, those that begin with {@code $} included. */
    static final String EVERY_TOPIC = "";

    private static final String LITERAL_DOLLAR_BRACE = "${";

    /**
     * The placeholders of a program.
     *
     * @param clientId stands for the client identifier; empty for none
     * @param username stands for the user name; empty for none
     */
    record Placeholders(String clientId, String username) {

        static final Placeholders NONE = new Placeholders("", "");
    }

    private Topics() {}

    /** Whether this is a topic filter (MQTT 5 §4.7.1), placeholders aside. */
    static boolean isFilter(String text) {
        String[] levels = text.split("/", -1);
        for (int i = 0; i < levels.length; i++) {
            boolean wildcard = levels[i].indexOf('+') >= 0 || levels[i].indexOf('#') >= 0;
            boolean alone = levels[i].equals("+") || (levels[i].equals("#") && i == levels.length - 1);
            if (wildcard && !alone) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** Our filter of exactly the same meaning, if there is one. */
    static Optional<String> exact(String text, Placeholders placeholders) {
        List<String> levels = new ArrayList<>();
        for (String level : text.split("/", -1)) {
            Optional<String> ours = level(level, placeholders);
            if (ours.isEmpty()) {
                return Optional.empty();
            }
            levels.add(ours.get());
        }
        return parsed(String.join("/", levels));
    }

    /** Our narrowest filter that matches all of it, empty for every topic: for denies that cannot be said exactly. */
    static String wider(String text, Placeholders placeholders) {
        List<String> levels = Arrays.stream(text.split("/", -1))
                .map(level -> level(level, placeholders).orElse("+"))
                .toList();
        String ours = levels.size() > TopicPattern.MAX_LEVELS
                ? String.join("/", levels.subList(0, TopicPattern.MAX_LEVELS)) + "/#"
                : String.join("/", levels);
        return text.startsWith("$") && ours.startsWith("+")
                ? EVERY_TOPIC
                : parsed(ours).orElse(EVERY_TOPIC);
    }

    static boolean hasWildcard(String filter) {
        return Arrays.stream(filter.split("/", -1)).anyMatch(level -> level.equals("+") || level.equals("#"));
    }

    /** Whether it matches every topic that does not begin with {@code $}, or nearly: wildcards and nothing else. */
    static boolean isWholeTree(String filter) {
        return filter.endsWith("#")
                && Arrays.stream(filter.split("/", -1)).allMatch(level -> level.equals("+") || level.equals("#"));
    }

    /** A level in our words; empty if it has several placeholders, or text that we would take for a variable. */
    private static Optional<String> level(String level, Placeholders placeholders) {
        String literals = without(without(level, placeholders.clientId()), placeholders.username());
        int found = count(level, placeholders.clientId()) + count(level, placeholders.username());
        if (found > 1 || literals.contains(LITERAL_DOLLAR_BRACE)) {
            return Optional.empty();
        }
        return Optional.of(
                found == 0
                        ? level
                        : count(level, placeholders.clientId()) == 1
                                ? level.replace(placeholders.clientId(), "${client.id}")
                                : level.replace(placeholders.username(), "${identity}"));
    }

    private static int count(String text, String placeholder) {
        return placeholder.isEmpty()
                ? 0
                : (text.length() - without(text, placeholder).length()) / placeholder.length();
    }

    private static String without(String text, String placeholder) {
        return placeholder.isEmpty() ? text : text.replace(placeholder, "");
    }

    private static Optional<String> parsed(String ours) {
        try {
            return Optional.of(TopicPattern.parse(ours).text());
        } catch (PatternSyntaxException e) {
            return Optional.empty();
        }
    }

    /** Whether some topic may match both filters of ours; a level with a variable is taken to be any. */
    static boolean overlap(String a, String b) {
        return a.equals(EVERY_TOPIC) || b.equals(EVERY_TOPIC) || overlap(a.split("/", -1), b.split("/", -1));
    }

    private static boolean overlap(String[] a, String[] b) {
        int k = 0;
        for (; k < a.length && k < b.length; k++) {
            if (a[k].equals("#") || b[k].equals("#")) {
                return true;
            }
            if (!isAny(a[k]) && !isAny(b[k]) && !a[k].equals(b[k])) {
                return false;
            }
        }
        // `a/#` matches `a` as well (MQTT 5 §4.7.1.2)
        return a.length == b.length
                || (a.length == k + 1 && a[k].equals("#"))
                || (b.length == k + 1 && b[k].equals("#"));
    }

    private static boolean isAny(String level) {
        return level.equals("+") || level.contains(LITERAL_DOLLAR_BRACE);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads a {@link TopicPattern}, level by level. */
final class TopicPatternParser {

    private static final String BAD_FILTER = "bad-topic-filter";

    private final String text;

    TopicPatternParser(String text) {
        this.text = text;
    }

    TopicPattern parse() throws PatternSyntaxException {
        checkText();
        List<Level> levels = new ArrayList<>();
        int start = 0;
        while (true) {
            int end = text.indexOf('/', start);
            boolean last = end < 0;
            String level = last ? text.substring(start) : text.substring(start, end);
            if (level.equals("#")) {
                if (!last) {
                    throw bad("`#` must be the last level", start, 1, "remove what follows, or use `+` here");
                }
                return new TopicPattern(text, levels, true);
            }
            if (levels.size() == TopicPattern.MAX_LEVELS) {
                throw bad("a topic filter has at most " + TopicPattern.MAX_LEVELS + " levels", start, 1, "");
            }
            levels.add(level(level, start));
            if (last) {
                return new TopicPattern(text, levels, false);
            }
            start = end + 1;
        }
    }

    private void checkText() throws PatternSyntaxException {
        if (text.isEmpty()) {
            throw bad("a topic filter has at least one character", 0, 1, "");
        }
        if (text.getBytes(StandardCharsets.UTF_8).length > TopicPattern.MAX_BYTES) {
            throw bad("a topic filter has at most " + TopicPattern.MAX_BYTES + " bytes", 0, 1, "");
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw bad("a topic filter cannot hold U+0000", i, 1, "");
            }
            if (Character.isSurrogate(c)) {
                if (!Character.isSurrogatePair(c, i + 1 < text.length() ? text.charAt(i + 1) : 0)) {
                    throw bad("a topic filter cannot hold half a surrogate pair", i, 1, "");
                }
                i++;
            }
        }
        if (text.startsWith("$share/") || text.equals("$share") || text.startsWith("$queue/")) {
            throw bad(
                    "a permission names the topic filter of a shared subscription without its group",
                    0,
                    text.indexOf('/') < 0 ? text.length() : text.indexOf('/'),
                    "write the filter alone, and the group under `shared-groups`");
        }
    }

    private Level level(String level, int start) throws PatternSyntaxException {
        if (level.equals("+")) {
            return new Level.SingleWildcard();
        }
        int open = level.indexOf("${");
        String literals = level;
        Level result = new Level.Literal(level);
        if (open >= 0) {
            int close = level.indexOf('}', open);
            if (close < 0) {
                throw bad("`${` is not closed", start + open, level.length() - open, "write `${client.id}`");
            }
            if (level.indexOf("${", close) >= 0) {
                throw bad(
                        "a level holds at most one variable",
                        start + level.indexOf("${", close),
                        2,
                        "put the variables on levels of their own");
            }
            Variable variable = variable(level.substring(open + 2, close), start + open);
            String prefix = level.substring(0, open);
            String suffix = level.substring(close + 1);
            literals = prefix + " ".repeat(close + 1 - open) + suffix;
            result = new Level.VariableLevel(prefix, variable, suffix);
        }
        checkWildcardsAlone(literals, start);
        return result;
    }

    private Variable variable(String name, int index) throws PatternSyntaxException {
        return Variable.named(name)
                .orElseThrow(() -> new PatternSyntaxException(
                        "unknown-variable",
                        "variable `${" + name + "}` does not exist",
                        index,
                        name.length() + 3,
                        DidYouMean.help(name, Variable.names())
                                .orElse("the variables are " + String.join(", ", Variable.names()))));
    }

    private void checkWildcardsAlone(String level, int start) throws PatternSyntaxException {
        for (int i = 0; i < level.length(); i++) {
            char c = level.charAt(i);
            if (c == '+' || c == '#') {
                throw bad(
                        "`" + c + "` must be a level of its own",
                        start + i,
                        1,
                        "a wildcard stands for whole levels (MQTT 5 §4.7.1)");
            }
        }
    }

    private static PatternSyntaxException bad(String message, int index, int length, String help) {
        return new PatternSyntaxException(BAD_FILTER, message, index, length, help);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import io.topicwarden.policy.Client;
import io.topicwarden.policy.Level;
import io.topicwarden.policy.TopicPattern;
import java.util.ArrayList;
import java.util.List;

/** Puts the variables of patterns back into a topic filter that was made of them. */
final class OperatorsWords {

    private OperatorsWords() {}

    /**
     * The filter with a variable wherever the patterns have one that has the level's text as a value, and none has the text
     * itself.
     *
     * @param filter what the patterns share for the client, or a part of that
     * @param patterns none for every topic
     */
    static String of(String filter, List<TopicPattern> patterns, Client client) {
        if (patterns.isEmpty() && filter.startsWith("$x")) {
            return "$…";
        }
        String[] texts = filter.split("/", -1);
        List<String> words = new ArrayList<>();
        for (int i = 0; i < texts.length; i++) {
            words.add(word(texts[i], levels(patterns, i), client));
        }
        return String.join("/", words);
    }

    private static List<Level> levels(List<TopicPattern> patterns, int index) {
        return patterns.stream()
                .filter(pattern -> index < pattern.levels().size())
                .map(pattern -> pattern.levels().get(index))
                .toList();
    }

    private static String word(String text, List<Level> levels, Client client) {
        String word = text;
        for (Level level : levels) {
            if (level instanceof Level.Literal) {
                return text;
            }
            if (word.equals(text) && level instanceof Level.VariableLevel variable && has(variable, text, client)) {
                word = variable.prefix() + variable.variable() + variable.suffix();
            }
        }
        return word;
    }

    private static boolean has(Level.VariableLevel level, String text, Client client) {
        return client.values(level.variable()).stream()
                .anyMatch(value -> text.equals(level.prefix() + value + level.suffix()));
    }
}

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
     * The filter with a variable wherever a pattern has one and the level is a value of it.
     *
     * @param filter what the patterns share for the client, or a part of that
     * @param patterns none for every topic
     */
    static String of(String filter, List<TopicPattern> patterns, Client client) {
        if (patterns.isEmpty() && filter.startsWith("$x")) {
            return "$…";
        }
        String words = filter;
        for (TopicPattern pattern : patterns) {
            words = of(words, pattern, client);
        }
        return words;
    }

    private static String of(String filter, TopicPattern pattern, Client client) {
        List<Level> levels = pattern.levels();
        String[] texts = filter.split("/", -1);
        List<String> words = new ArrayList<>();
        for (int i = 0; i < texts.length; i++) {
            words.add(i < levels.size() ? word(texts[i], levels.get(i), client) : texts[i]);
        }
        return String.join("/", words);
    }

    private static String word(String text, Level level, Client client) {
        if (level instanceof Level.VariableLevel variable) {
            for (String value : client.values(variable.variable())) {
                if (text.equals(variable.prefix() + value + variable.suffix())) {
                    return variable.prefix() + variable.variable() + variable.suffix();
                }
            }
        }
        return text;
    }
}

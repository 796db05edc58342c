/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import io.topicwarden.policy.Client;
import io.topicwarden.policy.Level;
import io.topicwarden.policy.TopicPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts a pattern's variables back into a topic filter that was made of it. */
final class OperatorsWords {

    private OperatorsWords() {}

    /**
     * The filter with a variable wherever the pattern has one and the level is a value of it.
     *
     * @param filter what the pattern came to for the client, or a part of that
     * @param pattern empty for every topic
     */
    static String of(String filter, Optional<TopicPattern> pattern, Client client) {
        if (pattern.isEmpty() && (filter.equals("#") || filter.startsWith("$x"))) {
            return filter.equals("#") ? "#" : "$…";
        }
        List<Level> levels = pattern.map(TopicPattern::levels).orElse(List.of());
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

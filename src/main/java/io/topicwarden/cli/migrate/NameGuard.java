/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.migrate;

import io.topicwarden.cli.yaml.YamlText;
import io.topicwarden.policy.Action;
import io.topicwarden.policy.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A deny that keeps clients from what patterns permit, whose name holds {@code +} or {@code #}: Mosquitto applies no pattern
 * to them, not even one without a placeholder.
 *
 * @param key of {@code when}, whose text is the name
 * @param action what the topics are permitted for
 * @param topics of patterns that do not hold the name
 */
record NameGuard(String key, Action action, List<String> topics) {

    static List<NameGuard> of(List<DraftPermission> patterns) {
        List<NameGuard> guards = new ArrayList<>();
        add(guards, "client-id", "${client.id}", patterns);
        add(guards, "identity", "${identity}", patterns);
        return guards;
    }

    private static void add(List<NameGuard> guards, String key, String variable, List<DraftPermission> patterns) {
        for (Action action : Action.values()) {
            List<String> topics = patterns.stream()
                    .filter(allow ->
                            allow.effect() == Effect.ALLOW && allow.actions().contains(action))
                    .map(DraftPermission::topic)
                    .filter(topic -> !topic.contains(variable))
                    .distinct()
                    .toList();
            if (!topics.isEmpty()) {
                guards.add(new NameGuard(key, action, topics));
            }
        }
    }

    void write(StringBuilder yaml) {
        yaml.append("      # Mosquitto applies no pattern to a client whose ")
                .append(key)
                .append(" holds + or #\n      - deny: ")
                .append(action.name().toLowerCase(Locale.ROOT))
                .append("\n        topics: ")
                .append(YamlText.list(topics))
                .append("\n        when: {")
                .append(key)
                .append(": [\"*+*\", \"*#*\"]}\n");
    }
}

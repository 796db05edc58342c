/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.migrate;

import io.topicwarden.cli.yaml.YamlText;
import io.topicwarden.policy.Action;
import io.topicwarden.policy.Effect;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A permission to be written.
 *
 * @param origin {@code acl.txt:12}
 * @param comment what stood there
 * @param effect allow or deny
 * @param actions which actions; none for one that cannot be said and stays a comment
 * @param topic a topic filter of ours, or {@link Topics#EVERY_TOPIC}
 * @param qos the qualities of service; none for any
 * @param retain whether only retained publishes are meant, or only others
 * @param sharedGroup a group or {@code *}, of an allow
 */
record DraftPermission(
        String origin,
        String comment,
        Effect effect,
        Set<Action> actions,
        String topic,
        List<Integer> qos,
        Optional<Boolean> retain,
        Optional<String> sharedGroup) {

    /** A line that could not be carried over, kept as a comment. */
    static DraftPermission commentOnly(String origin, String comment) {
        return new DraftPermission(
                origin, comment, Effect.ALLOW, Set.of(), "", List.of(), Optional.empty(), Optional.empty());
    }

    boolean isWritten() {
        return !actions.isEmpty();
    }

    void write(StringBuilder yaml) {
        yaml.append("      ").append(YamlText.comment(origin + ": " + comment)).append('\n');
        if (!isWritten()) {
            return;
        }
        yaml.append("      - ")
                .append(effect == Effect.ALLOW ? "allow" : "deny")
                .append(": ")
                .append(actions.stream()
                        .map(action -> action.name().toLowerCase(Locale.ROOT))
                        .sorted()
                        .collect(Collectors.joining(", ", "[", "]")))
                .append('\n');
        if (topic.equals(Topics.EVERY_TOPIC)) {
            line(yaml, "every-topic", "true");
        } else {
            line(yaml, "topics", YamlText.quoted(topic));
        }
        if (effect == Effect.ALLOW && Topics.hasWildcard(topic)) {
            line(yaml, "wildcards", YamlText.quoted("imported from " + origin + ", review"));
        }
        if (!qos.isEmpty()) {
            line(yaml, "qos", qos.toString());
        }
        retain.ifPresent(only -> line(yaml, "retain", only.toString()));
        sharedGroup.ifPresent(group -> line(yaml, "shared-groups", YamlText.quoted(group)));
    }

    private static void line(StringBuilder yaml, String key, String value) {
        yaml.append("        ").append(key).append(": ").append(value).append('\n');
    }
}

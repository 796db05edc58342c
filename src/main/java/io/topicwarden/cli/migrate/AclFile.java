/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.migrate;

import io.topicwarden.policy.DidYouMean;
import io.topicwarden.policy.SourceSpan;
import io.topicwarden.policy.yaml.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a Mosquitto ACL file as Mosquitto 2 does: words are parted by spaces, what stands before the first {@code user} is for
 * anonymous clients, sections of one user add up, a topic may hold spaces if an access word stands before it.
 */
final class AclFile {

    private static final int MAX_BYTES = 65_535;
    private static final int MAX_LEVELS = 200;

    private final String file;
    private final Report report;
    private final List<AclRule> anonymous = new ArrayList<>();
    private final List<AclRule> patterns = new ArrayList<>();
    private final Map<String, List<AclRule>> users = new LinkedHashMap<>();
    private List<AclRule> section = anonymous;

    private AclFile(String file, Report report) {
        this.file = file;
        this.report = report;
    }

    /** Reads all lines; those that Mosquitto would refuse to load become problems. */
    static AclFile read(SourceFile source, Report report) {
        AclFile acl = new AclFile(source.file(), report);
        int number = 0;
        for (String line : TextLines.of(source, report)) {
            acl.line(++number, TextLines.trimmedEnd(line));
        }
        return acl;
    }

    List<AclRule> anonymous() {
        return anonymous;
    }

    List<AclRule> patterns() {
        return patterns;
    }

    /** The rules of each user, in the order of the file. */
    Map<String, List<AclRule>> users() {
        return users;
    }

    private void line(int number, String line) {
        String text = line.replaceFirst("^ +", "");
        if (line.startsWith("#") || text.isEmpty()) {
            return;
        }
        int space = text.indexOf(' ');
        String keyword = space < 0 ? text : text.substring(0, space);
        String rest = space < 0 ? "" : TextLines.trimmed(text.substring(space));
        switch (keyword) {
            case "topic", "pattern" -> rule(number, line, keyword.equals("pattern"), rest);
            case "user" -> user(number, line, rest);
            default ->
                problem(
                        ImportCode.BAD_ACL_LINE,
                        number,
                        line,
                        "`" + keyword + "` begins no line of an ACL file",
                        DidYouMean.help(keyword, List.of("topic", "pattern", "user"))
                                .orElse(
                                        "a line begins with `topic`, `pattern`, `user` or, without a space before it, `#`"));
        }
    }

    private void user(int number, String line, String name) {
        if (name.isEmpty()) {
            problem(ImportCode.BAD_ACL_LINE, number, line, "the name of the user is missing", "write `user NAME`");
        } else if (name.chars().anyMatch(Character::isISOControl)) {
            problem(ImportCode.BAD_ACL_LINE, number, line, "the name of a user cannot hold control characters", "");
        } else {
            section = users.computeIfAbsent(name, user -> new ArrayList<>());
        }
    }

    private void rule(int number, String line, boolean pattern, String rest) {
        int space = rest.indexOf(' ');
        Optional<AclRule.Access> access =
                space < 0 ? Optional.of(AclRule.Access.READWRITE) : AclRule.Access.named(rest.substring(0, space));
        String topic = space < 0 ? rest : TextLines.trimmed(rest.substring(space));
        if (rest.isEmpty()) {
            problem(ImportCode.BAD_ACL_LINE, number, line, "the topic is missing", "write `topic read a/b`");
        } else if (access.isEmpty()) {
            problem(
                    ImportCode.BAD_ACL_LINE,
                    number,
                    line,
                    "`" + rest.substring(0, space) + "` is no access",
                    "write `read`, `write`, `readwrite` or `deny` before a topic that holds spaces");
        } else if (!isTopic(topic)) {
            problem(
                    ImportCode.BAD_ACL_TOPIC,
                    number,
                    line,
                    "`" + topic + "` is not a topic filter",
                    "`+` and `#` stand for whole levels, and `#` for the last (MQTT 5 §4.7.1); Mosquitto refuses it too");
        } else {
            (pattern ? patterns : section).add(new AclRule(number, line, access.get(), topic, pattern));
        }
    }

    private static boolean isTopic(String topic) {
        return Topics.isFilter(topic)
                && topic.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES
                && topic.chars().filter(c -> c == '/').count() <= MAX_LEVELS;
    }

    private void problem(ImportCode code, int number, String line, String message, String help) {
        int column = line.length() - line.stripLeading().length() + 1;
        report.problem(
                code,
                message,
                new SourceSpan(file, number, column, Math.max(1, line.length() - column + 1)),
                line,
                help);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.migrate;

import io.topicwarden.policy.yaml.SourceFile;
import java.util.LinkedHashMap;
import java.util.Map;

/** The user names of a Mosquitto password file. What stands behind them is looked at, and never shown. */
final class PasswordFile {

    private PasswordFile() {}

    /** Each name with its line. */
    static Map<String, Integer> read(SourceFile source, Report report) {
        Map<String, Integer> users = new LinkedHashMap<>();
        int number = 0;
        for (String line : TextLines.of(source, report)) {
            number++;
            String text = line.strip();
            if (!text.isEmpty() && !line.startsWith("#")) {
                user(source.file(), number, text, users, report);
            }
        }
        return users;
    }

    private static void user(String file, int number, String text, Map<String, Integer> users, Report report) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon).strip();
        String hash = colon < 0 ? "" : text.substring(colon + 1);
        if (name.isBlank() || hash.isEmpty() || name.chars().anyMatch(Character::isISOControl)) {
            report.note(ImportCode.LINE_WITHOUT_EFFECT, file, number, "this line names no user with a password");
            return;
        }
        if (!hash.startsWith("$6$") && !hash.startsWith("$7$")) {
            report.note(
                    ImportCode.PLAIN_PASSWORD,
                    file,
                    number,
                    "the password of `" + name + "` stands here in clear text: who could read this file knows it");
        }
        users.putIfAbsent(name, number);
    }
}

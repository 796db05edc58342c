/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import io.topicwarden.policy.PatternSyntaxException;
import java.nio.charset.StandardCharsets;

/** Checks the names of identities, roles, listeners and attributes. */
final class Name {

    /** MQTT 5 §1.5.4: what a user name or client identifier can have at most. */
    private static final int MOST_BYTES = 65_535;

    private Name() {}

    /** @throws PatternSyntaxException if it is empty, too long, or has control characters or half a surrogate pair */
    static String parse(String text) throws PatternSyntaxException {
        if (text.isBlank()) {
            throw bad("a name cannot be empty", 0, text.length());
        }
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                throw bad("a name cannot hold control characters", i, 1);
            }
        }
        int half = text.codePoints()
                .filter(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
                .findFirst()
                .orElse(0);
        if (half != 0) { // it has no UTF-8 (MQTT 5 §1.5.4), and no file of ours could hold it
            throw bad("a name cannot hold half a surrogate pair", text.indexOf(half), 1);
        }
        if (text.length() > MOST_BYTES / 4 && text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw bad("a name has at most " + MOST_BYTES + " bytes", 0, text.length());
        }
        return text;
    }

    private static PatternSyntaxException bad(String message, int index, int length) {
        return new PatternSyntaxException(Code.BAD_NAME.toString(), message, index, length, "");
    }
}

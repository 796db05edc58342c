/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import java.util.Optional;

/** Refuses what YAML has and the operator's files do not need: anchors, aliases, tags, merge keys, keys given twice. */
final class Refusals {

    /** How deep a secretive file has names; deeper keys could be pieces of a password. */
    private static final int NAMES_DEPTH = 2;

    private final Reading reading;
    private final String text;

    Refusals(Reading reading) {
        this.reading = reading;
        this.text = reading.source().text();
    }

    /** Whether an anchor, alias or tag begins here; no plain text can begin with their signs. */
    boolean refuses(int start, int end) {
        char sign = start < text.length() && start < end ? text.charAt(start) : ' ';
        switch (sign) {
            case '&' -> report(Code.ANCHOR_OR_ALIAS, start, "anchors are not read", "remove it", sign);
            case '*' -> report(Code.ANCHOR_OR_ALIAS, start, "aliases are not read", "write out what is meant", sign);
            case '!' -> report(Code.TAG, start, "tags are not read", "remove it", sign);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Whether it is a merge key or none at all. */
    boolean refusesKey(Node.Scalar key) {
        if (key.plain() && key.text().equals("<<")) {
            reading.report(Code.MERGE_KEY, key, "merge keys are not read", "write out the entries that are meant");
            return true;
        }
        if (key.isNull()) {
            reading.report(Code.WRONG_TYPE, key, "a key is missing here", "write a name before the `:`");
            return true;
        }
        return false;
    }

    /** Whether an earlier key of the mapping is the same. */
    boolean refusesTwin(Node.Scalar key, Keys before, int depth) {
        Optional<Node.Scalar> twin = before.find(key.text());
        twin.ifPresent(earlier -> reportTwin(key, earlier, depth));
        return twin.isPresent();
    }

    private void reportTwin(Node.Scalar key, Node.Scalar earlier, int depth) {
        boolean quoted = !reading.secretive() || depth <= NAMES_DEPTH || KeyTable.IDENTITY.contains(key.text());
        reading.report(
                Code.DUPLICATE_KEY,
                key,
                (quoted ? "key `" + key.text() + "`" : "this key") + " is given twice",
                "it is also given at " + reading.span(earlier).fileAndLine() + "; keep one of them");
    }

    private void report(Code code, int start, String message, String help, char sign) {
        int end = start;
        while (end < text.length() && " \t\r\n,]}".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        reading.report(
                code,
                new Node.Refused(start, end),
                message,
                help + "; put a text that begins with `" + sign + "` in quotes");
    }
}

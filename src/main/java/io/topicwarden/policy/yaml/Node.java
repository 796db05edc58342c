/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import java.util.List;

/** A piece of a YAML document with its place, from offset {@code start} of the text to before {@code end}. */
sealed interface Node {

    int start();

    int end();

    /**
     * A single value.
     *
     * @param text as the operator wrote it, without quotes and escapes
     * @param plain whether it stands without quotes and not as a block
     */
    record Scalar(String text, boolean plain, int start, int end) implements Node {

        /** Whether nothing is written, or {@code null} or {@code ~}. */
        boolean isNull() {
            if (!plain || text.length() > 4) {
                return false;
            }
            return switch (text) {
                case "", "~", "null", "Null", "NULL" -> true;
                default -> false;
            };
        }
    }

    /** A list. */
    record Sequence(List<Node> items, int start, int end) implements Node {}

    /** A mapping, in the order of the text; every key stands once. */
    record Mapping(List<Entry> entries, int start, int end) implements Node {}

    /** Something already reported, of which readers say nothing more. */
    record Refused(int start, int end) implements Node {}

    /** A key with its value. */
    record Entry(Scalar key, Node value) {

        String name() {
            return key.text();
        }
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import io.topicwarden.policy.DidYouMean;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * How the lines of {@code identities.yaml} are shown. The names of identities, their keys, and what stands under
 * {@code roles}, {@code attributes} and {@code enabled} are shown as they are. Anything else may be a password, under a
 * misspelt key or none, and becomes stars.
 */
final class SecretLines {

    /** What stands for the end of a line; of one length, so that it does not tell how long a password is. */
    static final String MASK = "********";

    private static final Set<String> HARMLESS = Set.of("roles", "attributes", "enabled");
    private static final Set<String> HARMLESS_WITH_NAME = Set.of("name", "roles", "attributes", "enabled");

    private static final String PUNCTUATION = " \t:,-[]{}\"'?";

    /** The depth of an identity's own keys: below the file's and below the identities' names. */
    private static final int IDENTITY_DEPTH = 3;

    private final Optional<Node> root;
    private final int depth;
    private final Set<String> harmless;

    /** @param root the document, or empty if it could not be read, and then no line is shown */
    SecretLines(Optional<Node> root) {
        this(root, IDENTITY_DEPTH, HARMLESS);
    }

    private SecretLines(Optional<Node> root, int depth, Set<String> harmless) {
        this.root = root;
        this.depth = depth;
        this.harmless = harmless;
    }

    /** Those of a document that is one identity, with its name among its keys. */
    static SecretLines ofOne(Optional<Node> root) {
        return new SecretLines(root, 1, HARMLESS_WITH_NAME);
    }

    /** The line with stars in place of what may be secret. */
    String shown(SourceText source, int line) {
        return root.map(document -> new Line(source, line).show(document)).orElse("");
    }

    /** One line, and which of its characters may be shown. */
    private final class Line {

        private final String text;
        private final int start;
        private final int end;
        private final boolean[] open;
        private final boolean[] closed;

        Line(SourceText source, int line) {
            this.text = source.line(line);
            this.start = source.startOf(line);
            this.end = start + text.length();
            this.open = new boolean[text.length()];
            this.closed = new boolean[text.length()];
        }

        String show(Node document) {
            mark(document, 1);
            closeOtherText();
            StringBuilder shown = new StringBuilder(text);
            int last = -1;
            boolean openAfterLast = false;
            for (int i = 0; i < closed.length; i++) {
                if (closed[i]) {
                    shown.setCharAt(i, '*');
                    last = i;
                }
                openAfterLast = open[i] || (openAfterLast && !closed[i]);
            }
            return last < 0 || openAfterLast ? shown.toString() : withMask(shown, last);
        }

        /** Opens keys and harmless values of a mapping, and closes all other values. */
        private void mark(Node node, int at) {
            if (node.end() < start || node.start() > end) {
                return;
            }
            if (!(node instanceof Node.Mapping mapping) || at > depth) {
                fill(closed, node);
                return;
            }
            for (Node.Entry entry : mapping.entries()) {
                fill(at < depth || isKeyOrSlip(entry.name()) ? open : closed, entry.key());
                if (at == depth && harmless.contains(entry.name())) {
                    fill(open, entry.value());
                } else {
                    mark(entry.value(), at + 1);
                }
            }
        }

        private boolean isKeyOrSlip(String key) {
            return harmless.contains(key)
                    || KeyTable.IDENTITY.contains(key)
                    || DidYouMean.help(key, KeyTable.IDENTITY.all()).isPresent();
        }

        /** Closes what belongs to no node and is no punctuation: comments, keys given twice and their values. */
        private void closeOtherText() {
            int last = -1;
            for (int i = 0; i < text.length(); i++) {
                if (open[i]) {
                    last = -1;
                } else if (closed[i] || PUNCTUATION.indexOf(text.charAt(i)) < 0) {
                    Arrays.fill(closed, last < 0 ? i : last, i + 1, true);
                    last = i;
                }
            }
        }

        private void fill(boolean[] marks, Node node) {
            if (node instanceof Node.Mapping mapping) {
                mapping.entries().forEach(entry -> {
                    fill(marks, entry.key());
                    fill(marks, entry.value());
                });
            } else if (node instanceof Node.Sequence sequence) {
                sequence.items().forEach(item -> fill(marks, item));
            } else {
                fillOwn(marks, node);
            }
        }

        private void fillOwn(boolean[] marks, Node node) {
            int from = Math.max(node.start(), start) - start;
            int to = Math.min(node.end(), end) - start;
            if (from < to) {
                Arrays.fill(marks, from, to, true);
            }
        }

        /** Stars of one length in place of all that is hidden at the end. */
        private String withMask(StringBuilder shown, int last) {
            int first = last;
            while (first > 0 && closed[first - 1]) {
                first--;
            }
            return shown.substring(0, first) + MASK;
        }
    }
}

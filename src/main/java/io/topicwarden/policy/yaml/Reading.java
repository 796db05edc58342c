/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import io.topicwarden.policy.PatternSyntaxException;
import io.topicwarden.policy.SourceSpan;
import java.util.function.Supplier;

/**
 * A file being read: where its pieces stand, and what is wrong with them.
 *
 * @param secretive whether the file may hold passwords, so that messages do not quote what could be one
 */
record Reading(SourceText source, Problems problems, boolean secretive) {

    SourceSpan span(Node node) {
        return source.span(node.start(), node.end());
    }

    void report(Code code, Node at, String message) {
        report(code, at, message, "");
    }

    /** @param help what to do about it, or empty */
    void report(Code code, Node at, String message, String help) {
        problems.add(source, code.toString(), message, span(at), help);
    }

    /** @param help likewise, and asked for only if the problem is told of */
    void report(Code code, Node at, String message, Supplier<String> help) {
        problems.add(source, code.toString(), message, span(at), help);
    }

    /** Reports a fault inside a value, at its very place if the value is written without escapes on one line. */
    void report(Node.Scalar at, PatternSyntaxException fault) {
        problems.add(
                source,
                fault.code(),
                fault.problem(),
                within(at, fault.index(), fault.length()),
                fault.help().orElse(""));
    }

    /** The span of a piece of a value, or of the whole value if it cannot be told. */
    SourceSpan within(Node.Scalar scalar, int index, int length) {
        int start = scalar.start() + (scalar.plain() ? 0 : 1);
        boolean literal = source.text().startsWith(scalar.text(), start)
                && start + scalar.text().length() <= scalar.end();
        if (!literal || index >= scalar.text().length()) {
            return span(scalar);
        }
        int from = start + index;
        return source.span(from, Math.min(from + length, start + scalar.text().length()));
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy;

import java.util.Comparator;

/**
 * A place in one of the operator's files.
 *
 * @param file the file, relative to the {@code conf/} folder, with {@code /} between names ({@code policy.d/a.yaml})
 * @param line counted from 1
 * @param column counted from 1, in UTF-16 code units
 * @param length how many code units of the line are meant, at least 1
 */
public record SourceSpan(String file, int line, int column, int length) implements Comparable<SourceSpan> {

    private static final Comparator<SourceSpan> ORDER = Comparator.comparing(SourceSpan::file)
            .thenComparingInt(SourceSpan::line)
            .thenComparingInt(SourceSpan::column)
            .thenComparingInt(SourceSpan::length);

    public SourceSpan {
        if (line < 1 || column < 1 || length < 1) {
            throw new IllegalArgumentException("line, column and length are counted from 1");
        }
    }

    /** The start of a file, for a problem with the file as a whole. */
    public static SourceSpan startOf(String file) {
        return new SourceSpan(file, 1, 1, 1);
    }

    @Override
    public int compareTo(SourceSpan other) {
        return ORDER.compare(this, other);
    }

    /** {@code policy.yaml:14}, as it stands in messages and records. */
    public String fileAndLine() {
        return file + ":" + line;
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import java.util.Set;
import java.util.stream.Collectors;

/** The texts that a key of a {@code when} lists, any of which will do; the plain ones take one look-up, however many they are. */
public final class TextPatterns extends AbstractList<TextPattern> implements RandomAccess {

    private static final TextPatterns NONE = new TextPatterns(List.of());

    private final List<TextPattern> all;
    private final Set<String> plain;
    private final List<TextPattern> withStars;

    private TextPatterns(List<TextPattern> all) {
        this.all = all;
        this.plain = all.stream()
                .filter(TextPattern::isPlain)
                .map(TextPattern::text)
                .collect(Collectors.toUnmodifiableSet());
        this.withStars = all.stream().filter(pattern -> !pattern.isPlain()).toList();
    }

    /** These texts; the same object if they are one already. */
    static TextPatterns copyOf(List<TextPattern> patterns) {
        if (patterns instanceof TextPatterns made) {
            return made;
        }
        return patterns.isEmpty() ? NONE : new TextPatterns(List.copyOf(patterns));
    }

    /** Whether a key that lists these texts holds for {@code value}; one that lists none asks for nothing. */
    public static boolean hold(List<TextPattern> patterns, String value) {
        return patterns.isEmpty() || copyOf(patterns).match(value);
    }

    /** Whether one of them matches the whole of {@code value}; none does if there are none. */
    boolean match(String value) {
        if (plain.contains(value)) {
            return true;
        }
        for (TextPattern pattern : withStars) {
            if (pattern.matches(value)) {
                return true;
            }
        }
        return false;
    }

    /** Whether one of them matches one of these values. */
    boolean matchAny(List<String> values) {
        for (String value : values) {
            if (match(value)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public TextPattern get(int index) {
        return all.get(index);
    }

    @Override
    public int size() {
        return all.size();
    }
}

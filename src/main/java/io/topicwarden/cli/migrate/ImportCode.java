/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.migrate;

import java.util.Locale;

/** The stable codes of what importers say; {@code docs/errors.md} explains each. */
public enum ImportCode {
    /* Nothing is imported. */
    BAD_IMPORT_ENCODING(Kind.PROBLEM),
    BAD_ACL_LINE(Kind.PROBLEM),
    BAD_ACL_TOPIC(Kind.PROBLEM),
    BAD_CREDENTIALS_XML(Kind.PROBLEM),
    TOO_MANY_IMPORT_PROBLEMS(Kind.PROBLEM),

    /* Before, more was open than it looks. */
    WHOLE_TREE(Kind.OPEN),
    SYSTEM_TOPICS(Kind.OPEN),
    LEADING_WILDCARD(Kind.OPEN),
    CLIENT_CHOOSES_NAME(Kind.OPEN),
    PATTERN_FOR_EVERYBODY(Kind.OPEN),
    LITERAL_PLACEHOLDER(Kind.OPEN),
    FILTER_AS_TOPIC(Kind.OPEN),
    ANONYMOUS_ACCESS(Kind.OPEN),
    PLAIN_PASSWORD(Kind.OPEN),

    /* Not the same as before. */
    NOT_EXPRESSIBLE(Kind.CHANGED),
    DENY_WIDENED(Kind.CHANGED),
    DENY_STRICTER(Kind.CHANGED),
    NAME_IN_PATTERN(Kind.CHANGED),
    TRAILING_SLASH(Kind.CHANGED),
    USER_NEVER_ADMITTED(Kind.CHANGED),

    /* Left out without a difference. */
    LINE_WITHOUT_EFFECT(Kind.SAME),

    /* Left to do. */
    PASSWORD_NOT_CARRIED(Kind.TO_DO),
    USER_WITHOUT_PASSWORD(Kind.TO_DO);

    /** What is to be made of a code. */
    public enum Kind {
        PROBLEM("nothing is imported"),
        OPEN("more open before than it may look; review"),
        CHANGED("not the same as before: stricter"),
        SAME("left out, without a difference"),
        TO_DO("to do");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        /** The heading above the notes of this kind. */
        public String title() {
            return title;
        }
    }

    private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final Kind kind;

    ImportCode(Kind kind) {
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** The code as users see it: {@code whole-tree}. */
    @Override
    public String toString() {
        return text;
    }
}

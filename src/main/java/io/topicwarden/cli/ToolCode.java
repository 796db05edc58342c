/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import java.util.Locale;

/** The stable codes of what keeps a command from running; {@code docs/errors.md} explains each. */
enum ToolCode {
    USAGE,
    NO_CONF,
    NO_SUCH_FILE,
    NO_HIVEMQ_HOME,
    FILE_EXISTS,
    FILES_CHANGING,
    NO_SUCH_DENIAL,
    NOT_REPLAYABLE,
    NO_TERMINAL,
    BAD_PASSWORD,
    CANNOT_WRITE,
    UNSUITABLE_LAYOUT,
    NO_LOGS,
    UNREADABLE_LOG,
    BAD_CHAIN_KEY,
    PORT_UNAVAILABLE,
    BAD_TIME,
    BAD_SPAN,
    NO_STORE,
    STORE_UNAVAILABLE,
    UNREADABLE_IDENTITY,
    UNSTORABLE_IDENTITY,
    NO_SHADOW,
    NOT_PROMOTABLE,
    INTERNAL_ERROR;

    private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The code as users see it: {@code no-such-file}. */
    @Override
    public String toString() {
        return text;
    }
}

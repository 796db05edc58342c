/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.store;

import java.util.Locale;

/** The stable codes of problems with files as such; {@code docs/errors.md} explains each. */
public enum FileCode {
    MISSING_FILE,
    UNREADABLE_FILE,
    FILE_TOO_LARGE,
    TOO_MANY_FILES,
    MISNAMED_FILE,
    NO_POLICY_REVISION,
    BAD_CERTIFICATE_FILE;

    private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The code as operators see it: {@code missing-file}. */
    @Override
    public String toString() {
        return text;
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy;

/**
 * Where a log goes and when it is rotated.
 *
 * @param file relative to {@code topicwarden/} in the broker's log folder
 * @param rotateAt the size in bytes at which a new file is begun, at least 4096
 * @param keep how many rotated files are kept, at least 1
 * @param chaining whether its lines are chained, so that changes show
 */
public record LogSettings(String file, long rotateAt, int keep, Chaining chaining) {

    /** Whether lines are chained. */
    public enum Chaining {
        OFF,
        ON,
        /** As the log was left, while no settings are known. */
        AS_BEFORE
    }

    private static final long DEFAULT_ROTATE_AT = 64L << 20;
    private static final int DEFAULT_KEEP = 14;

    /** A log without a chain. */
    public LogSettings(String file, long rotateAt, int keep) {
        this(file, rotateAt, keep, Chaining.OFF);
    }

    /** The same log, chained or not. */
    public LogSettings with(Chaining other) {
        return new LogSettings(file, rotateAt, keep, other);
    }

    /** The usual size and number for a log of this name. */
    public static LogSettings of(String file) {
        return new LogSettings(file, DEFAULT_ROTATE_AT, DEFAULT_KEEP);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.inspect;

/**
 * Where something was found.
 *
 * @param file relative to the broker's home if it lies there
 * @param line counted from 1, or 0 for the file as a whole
 */
public record Place(String file, int line) {

    static Place of(String file) {
        return new Place(file, 0);
    }

    /** {@code conf/config.xml:12}, or the file alone. */
    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line;
    }
}

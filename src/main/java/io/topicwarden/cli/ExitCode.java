/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

/** What a command's end tells the shell; the numbers never change their meaning. */
enum ExitCode {
    /** Yes, or done. */
    YES(0),
    /** It could not run: wrong options, a missing file, a fault of the machine. */
    COULD_NOT_RUN(1),
    /** The answer is no. */
    NO(2),
    /** The policy, the settings or the identities are invalid. */
    INVALID(3),
    /** There are findings at or above the level that was asked for. */
    FINDINGS(4);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

/** How many of some things all files together may still hold; that they hold too many is reported once. */
final class Allowance {

    private final int most;
    private final String what;
    private int used;

    /** @param what the things, as a message names them */
    Allowance(int most, String what) {
        this.most = most;
        this.what = what;
    }

    /** Whether there is room for so many more, which stand at {@code at}. */
    boolean takes(int more, Reading reading, Node at) {
        if (used <= most && more > most - used) {
            reading.report(
                    Code.TOO_MANY_ENTRIES, at, "all together there are more than " + most + " " + what + " here");
        }
        used = more > most - Math.min(used, most) ? most + 1 : used + more;
        return used <= most;
    }
}

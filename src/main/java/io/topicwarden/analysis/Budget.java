/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

/** How much work an analysis may still do. What it could not do any more leaves the result not exhaustive. */
final class Budget {

    /** How many clients are tried for one question. */
    static final int CLIENTS_EACH = 20_000;

    private static final int GLANCES_EACH = 64;

    private long left;
    private long glances;
    private long spent;
    private boolean exhaustive = true;

    /** @param decisions how many decisions may be asked for in all */
    Budget(long decisions) {
        this.left = decisions;
    }

    /** Takes a glance at two statements, of which many cost as much as one decision; false if there is nothing left. */
    boolean glance() {
        return ++glances % GLANCES_EACH != 0 || spend();
    }

    /** Takes one decision from what is left; false if there is none, or the thread was interrupted. */
    boolean spend() {
        if (left <= 0 || Thread.currentThread().isInterrupted()) {
            exhaustive = false;
            return false;
        }
        left--;
        spent++;
        return true;
    }

    long left() {
        return left;
    }

    /** Takes what another has spent from what is left. */
    void charge(Budget other) {
        left -= other.spent;
        exhaustive &= other.exhaustive;
    }

    boolean isSpent() {
        return left <= 0 || Thread.currentThread().isInterrupted();
    }

    /** Notes that something was left out. */
    void leaveOut() {
        exhaustive = false;
    }

    /** Whether nothing was left out. */
    boolean isExhaustive() {
        return exhaustive;
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit.findings;

import java.util.Collection;

/** Sums of what lines say that they stand for: whoever can write to the log can write any number there. */
public final class Counts {

    private Counts() {}

    /** The sum of two counts, both of 0 or more; the greatest that there is where it would be greater. */
    public static long plus(long count, long more) {
        long sum = count + more;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    /** The sum of all likewise. */
    public static long sum(Collection<Long> counts) {
        return counts.stream().reduce(0L, Counts::plus);
    }

    /** So many parts of the greatest count, at least 1, as this one is of it, rounded down. */
    public static long parts(long count, long greatest, int parts) {
        return count <= Long.MAX_VALUE / parts ? count * parts / greatest : Math.min(parts, count / (greatest / parts));
    }
}

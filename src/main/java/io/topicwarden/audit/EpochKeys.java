/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The keys of the records from one checkpoint to the next, found as they are asked for. */
final class EpochKeys {

    /** More records than an epoch has: a chunk may come on top of those between two checkpoints. */
    private static final int MOST = 4 * Chain.RECORDS_BETWEEN;

    private final ChainMath math;
    private final long start;
    private final List<byte[]> keys = new ArrayList<>();

    /**
     * @param start the sequence number of the checkpoint
     * @param epochKey which it begins with
     */
    EpochKeys(ChainMath math, long start, byte[] epochKey) {
        this.math = math;
        this.start = start;
        keys.add(math.derive(ChainMath.Step.RECORDS_OF_EPOCH, epochKey));
    }

    /** The key of the record with this sequence number, if it can be one of the epoch. */
    Optional<byte[]> of(long sequence) {
        long step = sequence - start;
        if (step < 0 || step > MOST) {
            return Optional.empty();
        }
        while (keys.size() <= step) {
            keys.add(math.derive(ChainMath.Step.NEXT_RECORD, keys.get(keys.size() - 1)));
        }
        return Optional.of(keys.get((int) step));
    }
}

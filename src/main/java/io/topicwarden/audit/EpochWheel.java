/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import java.util.Optional;

/** The keys that epochs begin with, from the secret on. */
final class EpochWheel {

    /** So that a forged number cannot keep the tool busy: some seconds' worth, and more epochs than a log lives to see. */
    private static final long MOST_TURNS = 20_000_000;

    private final ChainMath math;
    private final byte[] secret;
    private byte[] key;
    private long epoch;
    private long turns;

    EpochWheel(ChainMath math, byte[] secret) {
        this.math = math;
        this.secret = secret;
        this.key = secret;
    }

    /** The key of an epoch, unless it is too far to go there. */
    Optional<byte[]> at(long wanted) {
        long far = wanted >= epoch ? wanted - epoch : wanted;
        if (wanted < 0 || far > MOST_TURNS - turns) {
            return Optional.empty();
        }
        if (wanted < epoch) {
            key = secret;
            epoch = 0;
        }
        for (; epoch < wanted; epoch++, turns++) {
            key = math.derive(ChainMath.Step.NEXT_EPOCH, key);
        }
        return Optional.of(key);
    }
}

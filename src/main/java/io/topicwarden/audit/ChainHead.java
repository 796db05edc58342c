/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import java.security.KeyPair;
import java.util.Arrays;

/**
 * Where a chain stands: all that it takes to seal its next record, and nothing of what sealed those before. Holds keys and is
 * never shown.
 *
 * @param segment names the chain: made from its first public key
 * @param epoch counts checkpoints from 0; -1 before the first
 * @param step counts records since the last checkpoint, which is 0
 * @param sequence of the next record
 * @param forced the first sequence number that was not yet forced to the disk
 * @param mac of the last record
 * @param link the keyless hash over all records so far
 * @param recordKey seals the next record
 * @param epochKey the next checkpoint begins with it
 */
@SuppressWarnings("ArrayRecordComponent") // two heads are never compared
record ChainHead(
        String segment,
        long epoch,
        int step,
        long sequence,
        long forced,
        byte[] mac,
        byte[] link,
        byte[] recordKey,
        byte[] epochKey) {

    private static final int SEGMENT_BYTES = 12;

    /** The beginning of the chain that this secret gives. */
    static ChainHead of(byte[] secret) {
        ChainMath math = new ChainMath();
        byte[] none = ChainMath.none();
        return new ChainHead(segmentOf(publicKey(math, secret)), -1, 0, 0, 0, none, none, none, secret.clone());
    }

    /** The name of the chain whose first public key this is. */
    static String segmentOf(byte[] publicKey) {
        byte[] digest = new ChainMath().digest(publicKey, 0, publicKey.length);
        return ChainMath.text(Arrays.copyOf(digest, SEGMENT_BYTES));
    }

    /** The key pair that signs the first checkpoint of the chain with this secret, or of the epoch with this key. */
    static KeyPair signing(ChainMath math, byte[] epochKey) {
        return Ed25519.keyPair(math.derive(ChainMath.Step.SIGNING_OF_EPOCH, epochKey));
    }

    static byte[] publicKey(ChainMath math, byte[] epochKey) {
        return signing(math, epochKey).getPublic().getEncoded();
    }

    /** Whether no record has been sealed yet. */
    boolean isFresh() {
        return epoch < 0;
    }

    /** The same, with another number for the next record. */
    ChainHead at(long next) {
        return new ChainHead(segment, epoch, step, next, Math.min(forced, next), mac, link, recordKey, epochKey);
    }

    /** The same, with everything up to here on the disk. */
    ChainHead forcedToDisk() {
        return new ChainHead(segment, epoch, step, sequence, sequence, mac, link, recordKey, epochKey);
    }

    /** The next epoch, whose first record is a checkpoint. */
    ChainHead nextEpoch(ChainMath math) {
        byte[] records = math.derive(ChainMath.Step.RECORDS_OF_EPOCH, epochKey);
        byte[] next = math.derive(ChainMath.Step.NEXT_EPOCH, epochKey);
        return new ChainHead(segment, epoch + 1, 0, sequence, forced, mac, link, records, next);
    }

    /** After a record with this digest and MAC. */
    ChainHead after(ChainMath math, byte[] digest, byte[] sealed) {
        byte[] linked = math.link(link, digest, sealed);
        byte[] next = math.derive(ChainMath.Step.NEXT_RECORD, recordKey);
        return new ChainHead(segment, epoch, step + 1, sequence + 1, forced, sealed, linked, next, epochKey);
    }

    @Override
    public String toString() {
        return segment + " at " + sequence;
    }
}

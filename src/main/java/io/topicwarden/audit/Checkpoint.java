/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A record in which a chain says of itself where it stands, so that it can be verified from here on without what was before.
 *
 * @param reason why it was written
 * @param message the same for people
 * @param segment the chain that it belongs to
 * @param epoch how many checkpoints of the segment came before
 * @param mac of the record before
 * @param link the keyless hash over all records before
 * @param key the public key that its own signature is verified with
 * @param nextKey the public key for the next checkpoint
 */
@SuppressWarnings("ArrayRecordComponent") // two checkpoints are never compared
record Checkpoint(
        Reason reason,
        String message,
        String segment,
        long epoch,
        byte[] mac,
        byte[] link,
        byte[] key,
        byte[] nextKey) {

    static final String ACTION = "checkpoint";

    /** At least as many bytes as one takes in the file, its message aside. */
    static final int SIZE = 1024;

    private static final byte[] SIGNED = "topicwarden checkpoint".getBytes(StandardCharsets.US_ASCII);

    /** Why a checkpoint is written. */
    enum Reason {
        /** The first of a chain that somebody has the key of. */
        BEGUN,
        /** The first of a chain that begins because the one before could not go on. */
        BROKEN,
        /** The log was opened. */
        OPENED,
        /** The first line of a file. */
        FILE,
        /** It was time. */
        INTERVAL,
        /** The log was closed. */
        CLOSED,
        /** What follows is not chained, because the settings say so. */
        SWITCHED_OFF;

        private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

        @Override
        public String toString() {
            return text;
        }

        static Optional<Reason> named(String text) {
            for (Reason reason : values()) {
                if (reason.text.equals(text)) {
                    return Optional.of(reason);
                }
            }
            return Optional.empty();
        }
    }

    /** What a record says, if it is a checkpoint. */
    static Optional<Checkpoint> of(LogRecord record) {
        Optional<Reason> reason = Reason.named(record.text(RecordField.REASON));
        long epoch = epoch(record);
        if (!record.text(RecordField.ACTION).equals(ACTION) || reason.isEmpty() || epoch < 0) {
            return Optional.empty();
        }
        return Optional.of(new Checkpoint(
                reason.get(),
                record.text(RecordField.MESSAGE),
                record.text(RecordField.CHAIN_SEGMENT),
                epoch,
                bytes(record, RecordField.CHAIN_MAC),
                bytes(record, RecordField.CHAIN_LINK),
                bytes(record, RecordField.CHAIN_KEY),
                bytes(record, RecordField.CHAIN_NEXT_KEY)));
    }

    /** Whether a segment begins here. */
    boolean isFirst() {
        return reason == Reason.BEGUN || reason == Reason.BROKEN;
    }

    /** The members of its record, without those that every record ends with. */
    byte[] members(String id, Instant at) {
        return new JsonMembers()
                .instant("@timestamp", at)
                .text("event.id", id)
                .text("event.action", ACTION)
                .text("event.outcome", "success")
                .text("event.reason", reason.toString())
                .text("message", message)
                .begin("topicwarden.chain")
                .text("segment", segment)
                .number("epoch", epoch)
                .text("mac", ChainMath.text(mac))
                .text("link", ChainMath.text(link))
                .text("key", ChainMath.text(key))
                .text("next_key", ChainMath.text(nextKey))
                .end()
                .toBytes();
    }

    /** What is signed of a checkpoint with this digest. */
    static byte[] signed(byte[] digest) {
        byte[] signed = new byte[SIGNED.length + digest.length];
        System.arraycopy(SIGNED, 0, signed, 0, SIGNED.length);
        System.arraycopy(digest, 0, signed, SIGNED.length, digest.length);
        return signed;
    }

    private static long epoch(LogRecord record) {
        try {
            return Long.parseLong(record.text(RecordField.CHAIN_EPOCH));
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static byte[] bytes(LogRecord record, RecordField field) {
        return ChainMath.bytes(record.text(field));
    }
}

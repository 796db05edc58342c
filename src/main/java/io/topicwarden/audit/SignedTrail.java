/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import java.util.Arrays;
import java.util.Optional;

/**
 * Follows a chain of which a public key is all that is known: sequence numbers tell which records are missing, and each
 * checkpoint whether any since the one before was changed.
 */
final class SignedTrail implements ChainTrail {

    private final ChainMath math = new ChainMath();
    private final String segment;
    private final ChainFindings findings;

    private Optional<byte[]> key;
    private byte[] link = ChainMath.none();
    private long expected;
    private Optional<Entry> signedAt = Optional.empty();
    private long unsigned;
    private boolean doubtful;
    private boolean off;
    private final boolean anchored;
    private long epoch = -1;

    /** @param key the public key of the first checkpoint, if it is known */
    SignedTrail(Optional<byte[]> key, String segment, Entry first, ChainFindings findings) {
        this.key = key;
        this.anchored = key.isPresent();
        this.segment = segment;
        this.findings = findings;
        this.expected = first.sealed().map(SealedLine::sequence).orElse(1L);
        this.link = first.checkpoint().map(Checkpoint::link).orElse(link);
    }

    @Override
    public boolean isGenuine(Entry entry) {
        if (entry.sealed().isEmpty() || entry.checkpoint().isEmpty()) {
            return false;
        }
        SealedLine line = entry.sealed().get();
        Checkpoint said = entry.checkpoint().get();
        return key.filter(wanted -> !Arrays.equals(wanted, said.key())).isEmpty()
                && said.segment().equals(segment)
                && Ed25519.verifies(said.key(), Checkpoint.signed(line.signedDigest(math)), line.signature());
    }

    @Override
    public void accept(Entry entry, Optional<Entry> next) {
        if (entry.sealed().isEmpty()) {
            unsealed(entry, next);
            return;
        }
        SealedLine line = entry.sealed().get();
        if (!numbered(entry, line.sequence(), next)) {
            return;
        }
        if (isGenuine(entry)) {
            checkpoint(entry, entry.checkpoint().orElseThrow());
        } else if (line.isCheckpoint()) {
            findings.add(ChainFinding.Kind.ALTERED, entry, "the signature of this checkpoint does not hold");
            key = Optional.empty();
            doubtful = true;
        } else {
            unsigned++;
        }
        link = math.link(link, line.digest(math), line.mac());
    }

    /** Whether a line with this number is to be followed. */
    private boolean numbered(Entry entry, long sequence, Optional<Entry> next) {
        long follows = next.flatMap(Entry::sealed).map(SealedLine::sequence).orElse(sequence + 1);
        if (sequence != expected && follows == expected + 1) {
            findings.add(ChainFinding.Kind.ALTERED, entry, "record " + expected + " is not what was written");
            doubtful = true;
            expected++;
            return true;
        }
        if (sequence < expected || (sequence > expected && follows == expected)) {
            findings.misplaced(entry, sequence, expected);
            doubtful = true;
            return false;
        }
        if (sequence > expected && !off) {
            findings.missing(entry, expected, sequence - 1);
            doubtful = true;
        }
        expected = sequence + 1;
        return true;
    }

    private void checkpoint(Entry entry, Checkpoint said) {
        if (!doubtful && !off && !Arrays.equals(said.link(), link)) {
            String since = signedAt.map(from ->
                            "line " + from.line() + " of `" + from.file().getFileName() + "`")
                    .orElse("the beginning");
            findings.add(
                    ChainFinding.Kind.ALTERED,
                    entry,
                    "a record between " + since + " and this line is not what was written");
            doubtful = true;
        }
        count(doubtful ? 0 : unsigned + 1, doubtful ? unsigned + 1 : 0);
        unsigned = 0;
        doubtful = false;
        signedAt = Optional.of(entry);
        key = Optional.of(said.nextKey());
        link = said.link();
        epoch = said.epoch();
        off = said.reason() == Checkpoint.Reason.SWITCHED_OFF;
    }

    /** What only keys vouch for that nobody knows is not verified. */
    private void count(long right, long unknown) {
        findings.verified += anchored ? right : 0;
        findings.signatureOnly += anchored ? right : 0;
        findings.unchecked += anchored ? unknown : right + unknown;
    }

    private void unsealed(Entry entry, Optional<Entry> next) {
        if (off) {
            findings.unprotected++;
            return;
        }
        boolean inserted = next.flatMap(Entry::sealed)
                .filter(line -> line.sequence() == expected)
                .isPresent();
        findings.add(
                inserted ? ChainFinding.Kind.INSERTED : ChainFinding.Kind.ALTERED, entry, "this line carries no MAC");
        doubtful = true;
        if (!inserted) {
            expected++;
        }
    }

    @Override
    public long expected() {
        return expected;
    }

    @Override
    public String segment() {
        return segment;
    }

    @Override
    public boolean comesTo(ChainHead head) {
        boolean here = head.sequence() != expected || Arrays.equals(head.link(), link);
        boolean later = head.epoch() > epoch == head.sequence() > expected;
        boolean follows = head.epoch() != epoch
                ? later
                : key.filter(next -> Arrays.equals(next, ChainHead.publicKey(math, head.epochKey())))
                        .isPresent();
        return here && follows;
    }

    @Override
    public Optional<byte[]> nextKey() {
        return key;
    }

    @Override
    public long unsigned() {
        return unsigned;
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import java.util.Arrays;
import java.util.Optional;

/** Follows a chain whose secret is known: each record is held to its own MAC. */
final class KeyedTrail implements ChainTrail {

    /*
     * A record is right if its MAC follows from itself, its number's key and the MAC before it. Where one does not, the next
     * line tells what happened: if it follows from the line before, this one does not belong here; if it follows from this
     * line's MAC, this line was altered or lines before it are missing. What stands behind a line that is beyond reading
     * cannot be checked itself, and vouches with its MAC for what follows.
     */
    private final ChainMath math = new ChainMath();
    private final EpochWheel wheel;
    private final String segment;
    private final ChainFindings findings;

    private EpochKeys keys;
    private long epoch;
    private long expected;
    private byte[] mac;
    private boolean known;
    private boolean off;

    /** Whether a checkpoint may have gone by unread, so that the epoch may be a later one. */
    private boolean unread = true;

    private Optional<Lost> lost = Optional.empty();

    /** Where a line was beyond reading: what came before, and the epoch that begins here if it was a checkpoint. */
    private record Lost(long sequence, Mac mac, Optional<EpochKeys> orNext) {}

    private record Mac(String text) {
        static Mac of(byte[] bytes) {
            return new Mac(ChainMath.text(bytes));
        }

        byte[] bytes() {
            return ChainMath.bytes(text);
        }
    }

    /** A trail from this checkpoint on, which is still to be accepted. */
    KeyedTrail(byte[] secret, String segment, Entry first, ChainFindings findings) {
        this.wheel = new EpochWheel(math, secret);
        this.segment = segment;
        this.findings = findings;
        Optional<Checkpoint> checkpoint = first.checkpoint();
        this.epoch = checkpoint.map(Checkpoint::epoch).orElse(0L);
        this.expected = first.sealed().map(SealedLine::sequence).orElse(1L);
        this.mac = checkpoint.map(Checkpoint::mac).orElse(ChainMath.none());
        this.known = true;
        this.keys = new EpochKeys(math, expected, wheel.at(epoch).orElse(secret));
    }

    @Override
    public boolean isGenuine(Entry entry) {
        return entry.sealed().isPresent() && isGenuine(entry.sealed().get(), entry.checkpoint());
    }

    /** Whether a checkpoint is right by what it says itself. */
    private boolean isGenuine(SealedLine line, Optional<Checkpoint> said) {
        return said.filter(checkpoint -> checkpoint.segment().equals(segment) && checkpoint.epoch() <= line.sequence())
                .flatMap(checkpoint -> wheel.at(checkpoint.epoch())
                        .map(key -> math.derive(ChainMath.Step.RECORDS_OF_EPOCH, key))
                        .map(key -> math.mac(key, checkpoint.mac(), line.digest(math))))
                .filter(right -> Arrays.equals(right, line.mac()))
                .isPresent();
    }

    @Override
    public void accept(Entry entry, Optional<Entry> next) {
        if (entry.sealed().isEmpty()) {
            unsealed(entry, next);
            return;
        }
        SealedLine line = entry.sealed().get();
        if (isGenuine(line, entry.checkpoint())) {
            checkpoint(entry, line, entry.checkpoint().orElseThrow());
        } else if (known && follows(entry, mac)) {
            take(line);
            unread = false;
            findings.verified++;
        } else if (known) {
            damaged(entry, line, next);
        } else {
            afterLoss(entry, line);
        }
    }

    private void take(SealedLine line) {
        mac = line.mac();
        known = true;
        expected = line.sequence() + 1;
    }

    private void checkpoint(Entry entry, SealedLine line, Checkpoint said) {
        long sequence = line.sequence();
        if (known && sequence < expected) {
            findings.misplaced(entry, sequence, expected);
            return;
        }
        if (sequence > expected && !off) {
            findings.missing(entry, expected, sequence - 1);
        } else if (known) {
            holdToThePast(entry, said);
        }
        epoch = said.epoch();
        unread = false;
        keys = new EpochKeys(math, sequence, wheel.at(epoch).orElseThrow());
        lost = Optional.empty();
        off = said.reason() == Checkpoint.Reason.SWITCHED_OFF;
        take(line);
        findings.verified++;
    }

    /** Where the chain was switched off it goes on as if nothing stood between: what is missing there shows as well. */
    private void holdToThePast(Entry entry, Checkpoint said) {
        if (!unread && said.epoch() != epoch + 1) {
            findings.add(
                    ChainFinding.Kind.REMOVED,
                    entry,
                    "checkpoints are missing before this line: epoch " + said.epoch() + " begins where epoch "
                            + (epoch + 1) + " follows");
        } else if (!Arrays.equals(mac, said.mac())) {
            findings.add(ChainFinding.Kind.ALTERED, entry, "the record before this line is not the one written there");
        }
    }

    /** Whether a line is right where this MAC came before it. */
    private boolean follows(Entry entry, byte[] before) {
        if (entry.sealed().isEmpty()) {
            return false;
        }
        SealedLine line = entry.sealed().get();
        if (line.isCheckpoint()) {
            return entry.checkpoint()
                            .filter(said -> Arrays.equals(said.mac(), before))
                            .isPresent()
                    && isGenuine(entry);
        }
        if (follows(line, before, keys)) {
            return true;
        }
        Optional<EpochKeys> other = lost.flatMap(Lost::orNext).filter(candidate -> follows(line, before, candidate));
        other.ifPresent(candidate -> {
            keys = candidate;
            epoch++;
            lost = Optional.empty();
        });
        return other.isPresent();
    }

    private boolean follows(SealedLine line, byte[] before, EpochKeys candidate) {
        return candidate
                .of(line.sequence())
                .filter(key -> Arrays.equals(math.mac(key, before, line.digest(math)), line.mac()))
                .isPresent();
    }

    private void damaged(Entry entry, SealedLine line, Optional<Entry> next) {
        long sequence = line.sequence();
        Optional<Long> vouched = next.filter(after -> follows(after, line.mac()))
                .flatMap(Entry::sealed)
                .map(after -> after.sequence() - 1);
        if (belongsAfterwards(next)) {
            findings.misplaced(entry, sequence, expected);
        } else if (vouched.isPresent()) {
            vouchedFor(entry, line, vouched.get());
        } else if (sequence == expected) {
            altered(entry, line, next);
        } else if (sequence > expected) {
            findings.missing(entry, expected, sequence - 1);
            findings.unchecked++;
            unread = true;
            take(line);
        } else {
            findings.misplaced(entry, sequence, expected);
        }
    }

    /** Whether the next line follows from the one before this one. */
    private boolean belongsAfterwards(Optional<Entry> next) {
        return next.filter(after -> after.sealed()
                                .filter(line -> line.sequence() == expected)
                                .isPresent()
                        && follows(after, mac))
                .isPresent();
    }

    /** The next line follows from this one, which therefore had this number. */
    private void vouchedFor(Entry entry, SealedLine line, long number) {
        if (number < expected) {
            findings.misplaced(entry, number, expected);
            return;
        }
        if (number == expected) {
            findings.add(ChainFinding.Kind.ALTERED, entry, "record " + number + " is not what was written");
        } else {
            findings.missing(entry, expected, number - 1);
            findings.unchecked++;
        }
        unread = true;
        mac = line.mac();
        expected = number + 1;
    }

    private void altered(Entry entry, SealedLine line, Optional<Entry> next) {
        findings.add(ChainFinding.Kind.ALTERED, entry, "record " + expected + " is not what was written");
        Optional<byte[]> right = keys.of(expected).map(key -> math.mac(key, mac, line.digest(math)));
        if (right.isPresent()
                && next.filter(after -> follows(after, right.get())).isPresent()) {
            mac = right.get(); // its MAC alone was changed
            expected++;
        } else {
            lose();
        }
    }

    /** What stood here can no longer be told, and what follows from it neither. */
    private void lose() {
        Optional<EpochKeys> orNext = wheel.at(epoch + 1).map(key -> new EpochKeys(math, expected, key));
        if (known) {
            lost = Optional.of(new Lost(expected, Mac.of(mac), orNext));
        }
        known = false;
        unread = true;
        expected++;
    }

    private void afterLoss(Entry entry, SealedLine line) {
        Optional<Lost> place = lost.filter(where -> line.sequence() == where.sequence());
        if (place.isPresent() && follows(entry, place.get().mac().bytes())) {
            findings.verified++; // what stood between had been put in
        } else {
            findings.unchecked++;
            if (line.sequence() > expected) {
                findings.missing(entry, expected, line.sequence() - 1);
            }
        }
        take(line);
    }

    private void unsealed(Entry entry, Optional<Entry> next) {
        if (off) {
            findings.unprotected++;
        } else if (known && belongsAfterwards(next)) {
            findings.add(ChainFinding.Kind.INSERTED, entry, "this line carries no MAC and does not belong here");
        } else {
            findings.add(
                    ChainFinding.Kind.ALTERED,
                    entry,
                    "this line carries no MAC; it is not what was written, and the record after it cannot be checked");
            lose();
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
        boolean epochs = wheel.at(head.epoch() + 1)
                .filter(key -> Arrays.equals(key, head.epochKey()))
                .isPresent();
        if (head.epoch() != epoch) { // a later epoch has later records, an earlier one earlier
            return epochs && head.epoch() > epoch == head.sequence() > expected;
        }
        return epochs
                && keys.of(head.sequence())
                        .filter(key -> Arrays.equals(key, head.recordKey()))
                        .isPresent();
    }

    @Override
    public Optional<byte[]> nextKey() {
        return wheel.at(epoch + 1).map(key -> ChainHead.publicKey(math, key));
    }

    @Override
    public long unsigned() {
        return 0;
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Chains the lines of a log: each carries a MAC over itself and the MAC before, under a key that is used once and then gone,
 * and at intervals a signed checkpoint stands between them.
 */
final class Chain implements Sealing {

    /*
     * The file is written first, then the state: after a crash in between the state lags behind, and what the file has more
     * is verified with the keys of the state (ChainOpening), so that a killed broker leaves no gap. What comes to nothing
     * because the file cannot be written is a draft that is thrown away. The state that cannot be written is kept here.
     */
    static final int RECORDS_BETWEEN = 50_000;

    static final Duration TIME_BETWEEN = Duration.ofSeconds(60);

    private static final byte[] COUNT_NOTHING =
            ",\"topicwarden.count\":0,\"event.sequence\":".getBytes(StandardCharsets.US_ASCII);

    private final ChainStateFile file;
    private final FailurePeriod keeping;
    private final EventIds ids;
    private final ChainMath math = new ChainMath();

    private ChainHead head;
    private ChainHead draft;
    private Optional<Due> due;
    private boolean checkpointDrafted;
    private boolean unkept;
    private boolean on = true;
    private Instant lastCheckpoint = Instant.MIN;

    /** A checkpoint that is to be written before anything else. */
    record Due(Checkpoint.Reason reason, String message) {

        /** Every file but that of a chain's beginning begins with the same reason, so that a missing beginning shows. */
        Due inNewFile() {
            return reason == Checkpoint.Reason.OPENED ? new Due(Checkpoint.Reason.FILE, message) : this;
        }
    }

    Chain(ChainStateFile file, ChainOpening.Opened opened, FailurePeriod keeping, EventIds ids) {
        this.file = file;
        this.head = opened.head();
        this.draft = head;
        this.due = Optional.of(opened.due());
        this.keeping = keeping;
        this.ids = ids;
    }

    /** Asks for a checkpoint with the next lines, or without any. */
    void ask(Checkpoint.Reason reason, String message) {
        due = Optional.of(new Due(reason, message));
        on = reason != Checkpoint.Reason.SWITCHED_OFF;
    }

    /** Whether a checkpoint is to be written though no line waits. */
    boolean isDue(Instant now) {
        return due.isPresent() || (head.step() > 1 && isOld(now));
    }

    /** Tries again to keep a state that could not be written. */
    void keepAgain() {
        if (unkept) {
            keep(false);
        }
    }

    @Override
    public int room() {
        return Checkpoint.SIZE;
    }

    @Override
    public int begin(Chunk out, long sequence, boolean newFile, Instant now) {
        draft = head.at(sequence);
        Optional<Due> wanted = due.map(one -> newFile ? one.inNewFile() : one).or(() -> usual(newFile, now));
        checkpointDrafted = wanted.isPresent();
        wanted.ifPresent(checkpoint -> write(out, checkpoint, now));
        return checkpointDrafted ? 1 : 0;
    }

    private Optional<Due> usual(boolean newFile, Instant now) {
        if (newFile) {
            return Optional.of(new Due(Checkpoint.Reason.FILE, "a new file"));
        }
        return head.step() >= RECORDS_BETWEEN || (head.step() > 1 && isOld(now))
                ? Optional.of(new Due(Checkpoint.Reason.INTERVAL, "a checkpoint"))
                : Optional.empty();
    }

    /** A clock that was set back is no reason to wait. */
    private boolean isOld(Instant now) {
        return now.isBefore(lastCheckpoint)
                || lastCheckpoint.equals(Instant.MIN)
                || !now.isBefore(lastCheckpoint.plus(TIME_BETWEEN));
    }

    private void write(Chunk out, Due wanted, Instant now) {
        lastCheckpoint = now;
        KeyPair signing = ChainHead.signing(math, draft.epochKey());
        draft = draft.nextEpoch(math);
        Checkpoint checkpoint = new Checkpoint(
                wanted.reason(),
                wanted.message(),
                draft.segment(),
                draft.epoch(),
                draft.mac(),
                draft.link(),
                signing.getPublic().getEncoded(),
                ChainHead.publicKey(math, draft.epochKey()));
        int from = out.size();
        out.write('{');
        out.writeBytes(checkpoint.members(ids.next(), now));
        out.writeBytes(COUNT_NOTHING);
        out.writeBytes(Long.toString(draft.sequence()).getBytes(StandardCharsets.US_ASCII));
        byte[] digest = math.digest(out.bytes(), from, out.size());
        SealedLine.sign(out, Ed25519.sign(signing, Checkpoint.signed(digest)));
        end(out, from);
    }

    @Override
    public void end(Chunk out, int from) {
        byte[] digest = math.digest(out.bytes(), from, out.size());
        byte[] mac = math.mac(draft.recordKey(), draft.mac(), digest);
        SealedLine.end(out, mac);
        draft = draft.after(math, digest, mac);
    }

    @Override
    public void written(FileSet files) {
        head = draft;
        if (checkpointDrafted) {
            due = Optional.empty();
            force(files);
        }
        keep(checkpointDrafted);
    }

    /** The lines are written; that they cannot be forced to the disk must not have them written again. */
    private void force(FileSet files) {
        try {
            files.force();
            head = head.forcedToDisk();
        } catch (IOException | RuntimeException e) {
            keeping.failed(e);
        }
    }

    private void keep(boolean force) {
        try {
            file.write(new ChainStateFile.State(head, on), force);
            unkept = false;
            keeping.succeeded(0);
        } catch (IOException | RuntimeException e) {
            unkept = true;
            keeping.failed(e);
        }
    }
}

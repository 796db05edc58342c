/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Follows what a log has more than the kept state of its chain tells of, as far as the keys of the state vouch for it. */
final class ChainCatchUp {

    /*
     * While the chain is on, each record must follow from the one before. While it is off, or has not begun, lines without
     * a MAC may stand between, and the next checkpoint under the key of the state says that it is on again: the keys move
     * on with each, so only one line can be it.
     */
    private final ChainMath math = new ChainMath();
    private ChainHead at;
    private boolean on;

    private ChainCatchUp(ChainStateFile.State kept) {
        this.at = kept.head();
        this.on = kept.isOn();
    }

    /** Where the chain over this log stands, beginning with what was kept of it. */
    static ChainStateFile.State of(Path log, ChainStateFile.State kept) throws IOException {
        ChainCatchUp caughtUp = new ChainCatchUp(kept);
        for (Path file : filesFrom(kept.head().sequence(), new LogFiles(log).inOrder())) {
            caughtUp.through(file);
        }
        return new ChainStateFile.State(caughtUp.at, caughtUp.on);
    }

    private static List<Path> filesFrom(long sequence, List<Path> files) throws IOException {
        int from = 0;
        for (int i = 0; i < files.size(); i++) {
            OptionalLong first = Tail.firstSequence(files.get(i));
            if (first.isPresent() && first.getAsLong() <= sequence) {
                from = i;
            }
        }
        return files.subList(from, files.size());
    }

    /** As far as the file continues the chain. */
    private void through(Path file) throws IOException {
        try (LogLines lines = LogLines.open(file)) {
            for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
                Optional<SealedLine> sealed = SealedLine.parse(line.get()).filter(this::canBeNext);
                if (sealed.isPresent() && !take(sealed.get()) && on) {
                    return;
                }
            }
        }
    }

    private boolean canBeNext(SealedLine line) {
        return on ? line.sequence() == at.sequence() : line.isCheckpoint() && line.sequence() >= at.sequence();
    }

    private boolean take(SealedLine line) {
        ChainHead here = at.at(line.sequence());
        ChainHead with = line.isCheckpoint() ? here.nextEpoch(math) : here;
        byte[] digest = line.digest(math);
        byte[] mac = math.mac(with.recordKey(), with.mac(), digest);
        if (!Arrays.equals(mac, line.mac())) {
            return false;
        }
        at = with.after(math, digest, mac);
        on = line.checkpoint()
                .filter(said -> said.reason() == Checkpoint.Reason.SWITCHED_OFF)
                .isEmpty();
        return true;
    }
}

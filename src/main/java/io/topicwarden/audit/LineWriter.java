/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import io.topicwarden.policy.LogSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/** Takes lines from memory to the file; what cannot be written it keeps and tries again. For one thread. */
final class LineWriter {

    private static final int CHUNK_BYTES = 256 * 1024;

    private final Path directory;
    private final Surroundings surroundings;
    private final Backlog backlog;
    private final Overflow overflow;
    private final Tally tally;
    private final FailurePeriod writing;
    private final FailurePeriod rotation;

    private final Deque<Line> taken = new ArrayDeque<>();
    private final Chunk chunk = new Chunk(CHUNK_BYTES);
    private final ChainKeeper chains;
    private Optional<FileSet> open = Optional.empty();
    private Window pause = new Window(Instant.MIN);

    LineWriter(Path directory, String name, Surroundings surroundings, Intake intake) {
        this.directory = directory.toAbsolutePath();
        this.surroundings = surroundings;
        this.backlog = intake.backlog();
        this.overflow = intake.overflow();
        this.tally = intake.tally();
        this.chains = new ChainKeeper(name, surroundings.failures(), intake);
        LogFailures failures = surroundings.failures();
        this.writing = new FailurePeriod("writing the " + name, failures, tally.failures);
        this.rotation = new FailurePeriod("rotating the " + name, failures, tally.failures);
    }

    boolean isFailing() {
        return writing.isFailing();
    }

    /**
     * Writes what is due.
     *
     * @param all whether what is not due yet is to be written too, and a failure is to be tried again at once
     * @return whether it is written
     */
    boolean pass(LogSettings settings, Instant now, boolean all) {
        if (writing.isFailing() && !all && !pause.isOver(now)) {
            return false;
        }
        try {
            long behind = tally.pending();
            FileSet files = files(settings);
            files.ready();
            chains.follow(settings.chaining(), files, chunk, now);
            write(files, now, all);
            chains.attend(files, chunk, now);
            writing.succeeded(behind);
            return true;
        } catch (Throwable problem) { // an Error too: whatever happens, the log goes on as soon as it can
            pause = new Window(now);
            writing.failed(problem);
            return false;
        }
    }

    /** Closes the file and counts as lost what was not written. */
    void close() {
        open.ifPresent(this::close);
        taken.forEach(this::lose);
        taken.clear();
    }

    /** Tells what never came to be written, if anything. */
    void tellOfLost() {
        long lost = tally.lost.sum();
        if (lost > 0) {
            writing.gaveUp(lost);
        }
    }

    /** Counts a line as lost. */
    void lose(Line line) {
        tally.lost.add(line.count());
        backlog.release(line.weight());
    }

    private void close(FileSet files) {
        chains.close(files, chunk, surroundings.time().instant());
        files.close();
    }

    private FileSet files(LogSettings settings) {
        Path path = directory.resolve(settings.file()).normalize();
        FileSet same = open.filter(files -> files.path().equals(path)).orElseGet(() -> {
            open.ifPresent(this::close);
            return new FileSet(path, settings, surroundings, rotation);
        });
        same.limit(settings);
        open = Optional.of(same);
        return same;
    }

    /** Writes at least what was there to begin with, and not for ever while others record on. */
    private void write(FileSet files, Instant now, boolean all) throws IOException {
        writeTaken(files, now); // what failed the last time, before more is taken: so that this stays short
        long atMost = 2 * backlog.capacity();
        do {
            atMost -= take();
            writeTaken(files, now);
        } while (!backlog.isEmpty() && atMost > 0);
        overflow.collect(now, all, taken::add);
        writeTaken(files, now);
    }

    private void writeTaken(FileSet files, Instant now) throws IOException {
        while (!taken.isEmpty()) {
            writeChunk(files, now);
        }
    }

    private long take() {
        long weight = 0;
        while (weight < CHUNK_BYTES) {
            Optional<Line> line = backlog.poll();
            if (line.isEmpty()) {
                break;
            }
            taken.add(line.get());
            weight += line.get().weight();
        }
        return weight;
    }

    private void writeChunk(FileSet files, Instant now) throws IOException {
        Sealing sealing = chains.sealing();
        files.makeRoom(taken.element().size() + sealing.room());
        long room = Math.min(files.room(), CHUNK_BYTES);
        long sequence = files.nextSequence();
        chunk.reset();
        int own = sealing.begin(chunk, sequence, files.isEmpty(), now);
        int lines = 0;
        for (Iterator<Line> next = taken.iterator(); next.hasNext(); lines++) {
            Line line = next.next();
            if (lines > 0 && chunk.size() + line.size() > room) {
                break;
            }
            int from = chunk.size();
            line.appendTo(chunk, sequence + own + lines);
            sealing.end(chunk, from);
        }
        files.append(chunk.written(), own + lines);
        sealing.written(files);
        written(lines);
    }

    private void written(int lines) {
        for (int i = 0; i < lines; i++) {
            Line line = taken.remove();
            tally.written.addAndGet(line.count());
            backlog.release(line.weight());
        }
        tally.lines.addAndGet(lines);
    }
}

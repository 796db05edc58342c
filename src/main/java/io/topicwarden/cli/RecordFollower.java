/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import io.topicwarden.audit.LogFiles;
import io.topicwarden.audit.LogRecord;
import io.topicwarden.audit.RecordReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Goes on reading the file that is being written, and after its rotation the next one, until the thread is interrupted. */
final class RecordFollower {

    private static final long LOOK_EVERY_MILLIS = 200;

    private final LogFiles log;
    private final Path current;

    RecordFollower(LogFiles log) {
        this.log = log;
        this.current = log.current();
    }

    /**
     * Follows.
     *
     * @param fromTheStart whether what stands in the file already is handed over too
     */
    void run(boolean fromTheStart, Consumer<LogRecord> consumer) throws IOException, InterruptedException {
        boolean handOver = fromTheStart;
        while (true) {
            Optional<Object> key = log.currentKey();
            if (key.isPresent()) {
                follow(key.get(), handOver, consumer);
            }
            handOver = true;
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
    }

    private void follow(Object key, boolean fromTheStart, Consumer<LogRecord> consumer)
            throws IOException, InterruptedException {
        try (RecordReader reader = RecordReader.open(current)) {
            drain(reader, fromTheStart ? consumer : record -> {});
            while (true) {
                boolean rotated = !log.currentKey().equals(Optional.of(key)) || isCut(reader);
                drain(reader, consumer);
                if (rotated) {
                    return;
                }
                Thread.sleep(LOOK_EVERY_MILLIS);
            }
        } catch (NoSuchFileException gone) {
            // rotated in this moment; the next one comes
        }
    }

    private static void drain(RecordReader reader, Consumer<LogRecord> consumer) throws IOException {
        for (Optional<LogRecord> next = reader.next(); next.isPresent(); next = reader.next()) {
            consumer.accept(next.get());
        }
    }

    /** Whether somebody has emptied the file in place. */
    private boolean isCut(RecordReader reader) throws IOException {
        try {
            return Files.size(current) < reader.bytesRead();
        } catch (NoSuchFileException gone) {
            return true;
        }
    }
}

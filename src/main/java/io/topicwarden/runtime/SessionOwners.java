/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import io.topicwarden.conf.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers whose stored session goes by which client identifier, also over a restart of the broker, so that nobody resumes
 * the session of another because the settings bind identifiers differently than they did. Kept in a file with a line for
 * each change: half of the SHA-256 of the identifier, a space, half of that of the identity. Of several the last counts.
 */
final class SessionOwners implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SessionOwners.class);

    /** Half of a SHA-256 tells a million client identifiers apart, in half the memory. */
    private static final int DIGITS = 32;

    private static final long RETRY_SECONDS = 5;

    private static final String NOBODY = "0".repeat(DIGITS);

    private final Path file;
    private final Map<String, String> owners = new ConcurrentHashMap<>();
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "topicwarden-session-owners");
        thread.setDaemon(true);
        return thread;
    });

    /** Whether the file lacks lines; of the writer's thread. */
    private boolean behind;

    /** Reads the file, if there is one, and writes it anew without the lines that no longer count. */
    SessionOwners(Path file) {
        this.file = file;
        try {
            if (Files.exists(file)) {
                Files.readAllLines(file, StandardCharsets.US_ASCII).forEach(this::read);
                compact();
            }
        } catch (IOException | RuntimeException e) {
            LOG.error(
                    "{} cannot be read: stored sessions are taken over by who is bound to them now: {}",
                    file,
                    e.toString());
        }
    }

    /** Whether this identity may resume the session of this client identifier: nobody else is known to have left it. */
    boolean mayResume(String clientId, String identity) {
        String owner = owners.get(digest(clientId));
        return owner == null || owner.equals(digest(identity));
    }

    /**
     * Notes whose session it is from now on.
     *
     * @param persists whether the session will outlive the connection
     */
    void note(String clientId, String identity, boolean persists) {
        String id = digest(clientId);
        String owner = persists ? digest(identity) : NOBODY;
        String before = owner.equals(NOBODY) ? owners.remove(id) : owners.put(id, owner);
        if (!owner.equals(before == null ? NOBODY : before)) {
            writer.execute(() -> write(id + " " + owner + "\n"));
        }
    }

    /** Returns when what was noted so far has been tried. */
    void flush() {
        CompletableFuture.runAsync(() -> {}, writer).join();
    }

    private void read(String line) {
        if (line.length() != 2 * DIGITS + 1 || line.charAt(DIGITS) != ' ') {
            return; // torn by a crash
        }
        String id = line.substring(0, DIGITS);
        String owner = line.substring(DIGITS + 1);
        if (owner.equals(NOBODY)) {
            owners.remove(id);
        } else {
            owners.put(id, owner);
        }
    }

    /** Writes the file anew from what is known. */
    private void compact() throws IOException {
        List<String> lines = new ArrayList<>();
        owners.forEach((id, owner) -> lines.add(id + " " + owner));
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            createFolder();
            Files.write(fresh, lines, StandardCharsets.US_ASCII);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** What could not be written once is written with the next attempt, for a half-written line would spoil the next. */
    private void write(String line) {
        if (behind) {
            return; // catchUp will write it, since it is known
        }
        try {
            createFolder();
            Files.writeString(
                    file, line, StandardCharsets.US_ASCII, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException | RuntimeException e) {
            behind = true;
            LOG.error(
                    "{} cannot be written: until it can, the owners of stored sessions are not known after a restart: {}",
                    file,
                    e.toString());
            retry();
        }
    }

    private void catchUp() {
        if (!behind) {
            return;
        }
        try {
            compact();
            behind = false;
            LOG.warn("{} is written again, with everything that was missing", file);
        } catch (IOException | RuntimeException e) {
            retry();
        }
    }

    private void retry() {
        if (!writer.isShutdown()) {
            ScheduledFuture<?> unused = writer.schedule(this::catchUp, RETRY_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void createFolder() throws IOException {
        Path folder = file.getParent();
        if (folder != null && !Files.isDirectory(folder)) { // it may be a link to one
            Files.createDirectories(folder);
        }
    }

    private static String digest(String text) {
        return Sha256.of(text).substring(0, DIGITS);
    }

    /** Writes what is left. */
    @Override
    public void close() {
        if (!writer.isShutdown()) {
            writer.execute(this::catchUp);
        }
        writer.shutdown();
        try {
            if (!writer.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.error("{} could not be written to its end", file);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

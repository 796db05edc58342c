/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where a chain stands, on disk: {@code denials.chain} beside {@code denials.jsonl}, replaced as a whole, for its owner only. */
final class ChainStateFile {

    private static final String FIRST_LINE = "topicwarden-chain 1";
    private static final int LONGEST = 4096;

    private final Path path;

    private ChainStateFile(Path path) {
        this.path = path;
    }

    /** A state as it was kept; of a chain that has not begun it does not matter what it says of being on. */
    record State(ChainHead head, boolean on) {

        /** Whether the records that follow are chained. */
        boolean isOn() {
            return on && !head.isFresh();
        }
    }

    /** The state of the chain over this log. */
    static ChainStateFile beside(Path log) {
        return new ChainStateFile(log.resolveSibling(new RotatedFiles(log).stem() + ".chain"));
    }

    static ChainStateFile at(Path path) {
        return new ChainStateFile(path);
    }

    Path path() {
        return path;
    }

    boolean exists() {
        return Files.exists(path);
    }

    /** Reads it; empty if there is none. */
    Optional<State> read() throws IOException {
        try {
            if (Files.size(path) > LONGEST) {
                throw damaged();
            }
            return Optional.of(parse(new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Replaces it; after an exception the old one is there. */
    void write(State state, boolean force) throws IOException {
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(fresh, options, FileSet.permissions("rw-------"))) {
            ByteBuffer bytes = ByteBuffer.wrap(text(state).getBytes(StandardCharsets.ISO_8859_1));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            if (force) {
                channel.force(false);
            }
        }
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Writes the first one; an exception if there is one already. */
    void create(State state) throws IOException {
        FileSet.makeFolder(path);
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        FileChannel.open(path, options, FileSet.permissions("rw-------")).close();
        write(state, true);
        giveTo(Files.getOwner(path.toAbsolutePath().resolveSibling("")));
    }

    /** The owner of the folder is the writer of the log; only the administrator may give a file away. */
    private void giveTo(UserPrincipal owner) {
        try {
            Files.setOwner(path, owner);
        } catch (IOException | UnsupportedOperationException notPermitted) {
            // then it is the caller's, who was told to be the writer of the log
        }
    }

    private static String text(State state) {
        ChainHead head = state.head();
        String lines = FIRST_LINE
                + "\nsegment " + head.segment()
                + "\nepoch " + head.epoch()
                + "\nstep " + head.step()
                + "\nsequence " + head.sequence()
                + "\nforced " + head.forced()
                + "\nmac " + ChainMath.text(head.mac())
                + "\nlink " + ChainMath.text(head.link())
                + "\nrecord-key " + ChainMath.text(head.recordKey())
                + "\nepoch-key " + ChainMath.text(head.epochKey())
                + "\non " + state.on()
                + "\n";
        return lines + "checksum " + checksum(lines) + "\n";
    }

    private State parse(String text) throws IOException {
        int last = text.lastIndexOf("checksum ");
        if (last < 0 || !text.startsWith(FIRST_LINE + "\n")) {
            throw damaged();
        }
        if (!text.substring(last).equals("checksum " + checksum(text.substring(0, last)) + "\n")) {
            throw damaged();
        }
        Map<String, String> values = new HashMap<>();
        text.lines().forEach(line -> {
            String[] words = line.split(" ", 2);
            values.put(words[0], words.length > 1 ? words[1] : "");
        });
        return state(values);
    }

    private State state(Map<String, String> values) throws IOException {
        try {
            ChainHead head = new ChainHead(
                    value(values, "segment"),
                    Long.parseLong(value(values, "epoch")),
                    Integer.parseInt(value(values, "step")),
                    Long.parseLong(value(values, "sequence")),
                    Long.parseLong(value(values, "forced")),
                    key(values, "mac"),
                    key(values, "link"),
                    key(values, "record-key"),
                    key(values, "epoch-key"));
            return new State(head, Boolean.parseBoolean(value(values, "on")));
        } catch (NumberFormatException e) {
            throw damaged();
        }
    }

    private static String value(Map<String, String> values, String name) {
        return values.getOrDefault(name, "");
    }

    private byte[] key(Map<String, String> values, String name) throws IOException {
        byte[] bytes = ChainMath.bytes(value(values, name));
        if (bytes.length != ChainMath.SIZE) {
            throw damaged();
        }
        return bytes;
    }

    private static String checksum(String lines) {
        byte[] bytes = lines.getBytes(StandardCharsets.ISO_8859_1);
        return ChainMath.text(new ChainMath().digest(bytes, 0, bytes.length));
    }

    private IOException damaged() {
        return new IOException("`" + path.getFileName() + "` is damaged");
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import io.topicwarden.policy.LogSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A chained log in a folder: its writer, its key, and what a verifier says of it. */
final class ChainFixture {

    static final LogSettings CHAINED = LogFixture.SETTINGS.with(LogSettings.Chaining.ON);

    final SettableTime time = new SettableTime();
    final HeardFailures failures = new HeardFailures();
    final SmallDisk disk = new SmallDisk();
    final Path folder;
    final ChainKey key;
    private int recorded;

    /** A folder in which the chain has a key. */
    ChainFixture(Path folder) {
        this.folder = folder;
        byte[] secret = new byte[ChainMath.SIZE];
        Arrays.fill(secret, (byte) 7);
        this.key = ChainKey.of(secret);
        try {
            key.install(log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path log() {
        return folder.resolve("denials.jsonl");
    }

    Path state() {
        return folder.resolve("denials.chain");
    }

    DenialLog open(LogSettings settings) {
        return DenialLog.withoutThread(folder, settings, new Surroundings(time, failures, disk), Journal.CAPACITY);
    }

    DenialLog open() {
        return open(CHAINED);
    }

    /** Records as many refusals, each a line, and writes them. */
    void write(DenialLog log, int howMany) {
        for (int i = 0; i < howMany; i++) {
            log.record(LogFixture.denial("s" + recorded++, "a", time.instant()));
        }
        log.drain(time.instant());
    }

    ChainReport verify() {
        return verify(List.of(key), Optional.of(state()));
    }

    ChainReport verify(List<ChainKey> keys, Optional<Path> state) {
        try {
            return ChainVerifier.verify(log(), new LogFiles(log()).inOrder(), keys, state);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The key that anybody may have. */
    ChainKey publicKey() {
        return ChainKey.parse(key.publicText()).orElseThrow();
    }

    /** The lines of one file, without their ends. */
    static List<byte[]> lines(Path file) throws IOException {
        List<byte[]> lines = new ArrayList<>();
        for (String line : Files.readString(file).split("\n", -1)) {
            lines.add(line.getBytes(StandardCharsets.UTF_8));
        }
        lines.remove(lines.size() - 1);
        return lines;
    }

    static byte[] joined(List<byte[]> lines) {
        Chunk all = new Chunk(1024);
        for (byte[] line : lines) {
            all.writeBytes(line);
            all.write('\n');
        }
        return all.toByteArray();
    }

    static List<ChainFinding.Kind> kinds(ChainReport report) {
        return report.findings().stream().map(ChainFinding::kind).toList();
    }
}

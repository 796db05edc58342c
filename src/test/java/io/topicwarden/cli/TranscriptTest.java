/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Sessions with the tool, a folder each below {@code cli/}: files, and a {@code transcript.txt} of commands and all that they
 * print. What a failing case really printed is left in {@code target/transcripts/}.
 */
class TranscriptTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    static Stream<Path> cases() throws IOException, URISyntaxException {
        URL root = Objects.requireNonNull(TranscriptTest.class.getResource("/cli"));
        try (Stream<Path> folders = Files.list(Path.of(root.toURI()))) {
            return folders.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void session_replayed_printsWhatItsTranscriptSays(Path source) throws IOException {
        String expected = Session.read(source.resolve("transcript.txt"));
        String actual = Session.inCopyOf(source, folder.toRealPath()).replay(expected);
        if (!actual.equals(expected)) {
            Path kept = Files.createDirectories(Path.of("target/transcripts")).resolve(source.getFileName() + ".txt");
            Files.writeString(kept, actual);
        }
        assertThat(actual).as("%s", source.getFileName()).isEqualTo(expected);
    }
}

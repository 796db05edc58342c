/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.topicwarden.policy.LogSettings;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rotation, restart, and what others do to the files. */
class DenialLogFilesTest {

    private static final LogSettings SMALL = LogFixture.rotating(4096, 1000);

    private final SettableTime time = new SettableTime();
    private final HeardFailures failures = new HeardFailures();
    private Path directory;
    private Path file;
    private DenialLog log;
    private int recorded;

    @BeforeEach
    void open(@TempDir Path temporary) {
        directory = temporary.resolve("log/topicwarden");
        file = directory.resolve("denials.jsonl");
        log = opened(LogFixture.SETTINGS);
    }

    @Test
    void open_missingDirectory_isMadeForTheBrokerOnly() throws IOException {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        record(1);

        // a strict umask may take more away
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .matches("rwx[r-]-[x-]---");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .matches("rw-[r-]-----");
    }

    @Test
    void open_directoryIsALink_isWrittenThrough(@TempDir Path disk) throws IOException {
        Files.createDirectories(directory.resolveSibling(""));
        Files.createSymbolicLink(directory, disk);
        record(1);

        assertThat(disk.resolve("denials.jsonl")).isNotEmptyFile();
    }

    @Test
    void drain_nothingRecorded_makesAnEmptyFile() {
        assertThat(log.drain(time.instant())).isTrue();

        assertThat(file).isEmptyFile();
    }

    @Test
    void rotate_atTheSize_numbersGoOnWithoutGaps() {
        log = opened(SMALL);
        record(100);

        assertThat(rotated()).hasSizeGreaterThan(5).allSatisfy(path -> assertThat(Files.size(path))
                .isLessThanOrEqualTo(4096));
        assertThat(sequences()).isEqualTo(LogFixture.oneTo(100));
    }

    @Test
    void rotate_lineLongerThanTheSize_hasAFileOfItsOwn() {
        log = opened(SMALL);
        log.record(LogFixture.denial("x".repeat(4096), "x".repeat(4096), time.instant()));
        record(2);

        assertThat(rotated()).hasSize(1);
        assertThat(sequences()).isEqualTo(LogFixture.oneTo(3));
    }

    @Test
    void rotate_moreThanKept_oldestAreDeleted() {
        log = opened(LogFixture.rotating(4096, 3));
        record(200);

        List<Long> left = sequences();
        assertThat(rotated()).hasSize(3);
        assertThat(left).isEqualTo(LogFixture.oneTo(200).subList(200 - left.size(), 200));
    }

    @Test
    void rotate_name_isFirstSequenceAndTime() {
        log = opened(SMALL);
        record(20);

        assertThat(rotated().get(0)).hasFileName("denials-0000000000000000001-20261123T023000123Z.jsonl");
    }

    @Test
    void restart_numbersGoOn() {
        log = opened(SMALL);
        record(25);
        restart(SMALL);
        record(25);

        assertThat(sequences()).isEqualTo(LogFixture.oneTo(50));
    }

    @Test
    void restart_currentFileGone_numbersGoOnFromTheRotated() throws IOException {
        log = opened(SMALL);
        record(25);
        log.close();
        List<Long> before = sequences();
        Files.delete(file);
        long last = sequences().get(sequences().size() - 1);
        assertThat(last).isLessThan(before.size());
        log = opened(SMALL);
        record(1);

        assertThat(sequences()).isEqualTo(LogFixture.oneTo(last + 1));
    }

    @Test
    void restart_rotatedByLogrotate_numbersGoOnFromItsFile() throws IOException {
        record(3);
        log.close();
        Files.move(file, directory.resolve("denials.jsonl.1"));
        log = opened(LogFixture.SETTINGS);
        record(1);

        assertThat(sequences()).containsExactly(4L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{", "{\"@timestamp\":\"20", "{\"@timestamp\":\"2026\",\"event.id\":\"0", "\0\0\0", "{\"@tim\0\0"
            })
    void restart_lastLineTorn_isCutOffAndToldOf(String half) throws IOException {
        record(2);
        log.close();
        Files.writeString(file, half, StandardOpenOption.APPEND);
        log = opened(LogFixture.SETTINGS);
        record(2);

        assertThat(sequences()).isEqualTo(LogFixture.oneTo(4));
        assertThat(failures.heard).singleElement().asString().startsWith("repaired the last line of");
    }

    @Test
    void restart_onlyLineTorn_isCutOff() throws IOException {
        Files.createDirectories(directory);
        Files.writeString(file, "{\"@timestamp\":\"2026-");
        record(1);

        assertThat(sequences()).containsExactly(1L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "somebody's notes",
                "notes\n",
                "\n",
                "{\"event.sequence\":\"x\"}\n",
                "{\"event.sequence\":9}{}\n",
                "[]\n"
            })
    void restart_endIsForeign_fileIsPutAsideUnchanged(String foreign) throws IOException {
        record(2);
        log.close();
        Files.writeString(file, foreign, StandardOpenOption.APPEND);
        String before = Files.readString(file);
        log = opened(LogFixture.SETTINGS);
        record(1);

        assertThat(rotated()).singleElement().satisfies(path -> assertThat(path).hasContent(before));
        assertThat(Files.readString(file)).contains("\"event.sequence\":3}");
        assertThat(failures.heard).singleElement().asString().contains("put aside");
    }

    @Test
    void restart_endlessLineThere_isPutAside() throws IOException {
        Files.createDirectories(directory);
        Files.write(file, new byte[3 << 20]);
        record(1);

        assertThat(rotated()).singleElement().satisfies(path -> assertThat(Files.size(path))
                .isEqualTo(3 << 20));
        assertThat(Files.readString(file)).contains("\"event.sequence\":1}");
    }

    @Test
    void drain_fileRenamedByLogrotate_laterLinesGoToANewOne() throws IOException {
        record(2);
        Files.move(file, directory.resolve("denials.jsonl.1"));
        record(2);

        assertThat(sequences()).containsExactly(3L, 4L);
        assertThat(failures.heard).isEmpty();
    }

    @Test
    void drain_fileReplaced_laterLinesGoToTheNewOne() throws IOException {
        record(2);
        Path other = Files.writeString(directory.resolve("other"), "");
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        record(1);

        assertThat(sequences()).containsExactly(3L);
    }

    @Test
    void drain_fileCutByCopytruncate_goesOnFromItsBeginning() throws IOException {
        record(2);
        Files.write(file, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
        record(1);

        assertThat(sequences()).containsExactly(3L);
    }

    @Test
    void drain_somebodyAppendedHalfALine_nextLineIsWhole() throws IOException {
        record(2);
        Files.writeString(file, "{\"@timestamp\":\"2026", StandardOpenOption.APPEND);
        record(1);

        assertThat(sequences()).isEqualTo(LogFixture.oneTo(3));
    }

    @Test
    void drain_directoryRemoved_isMadeAgain() throws IOException {
        record(2);
        Files.delete(file);
        Files.delete(directory);
        record(1);

        assertThat(sequences()).containsExactly(3L);
    }

    @Test
    void configure_otherFile_laterLinesGoThereNumberedFromOne() {
        record(2);
        log.configure(LogSettings.of("audit/refusals.log"));
        record(3);

        List<JsonNode> lines = LogFixture.lines(directory.resolve("audit/refusals.log"));
        assertThat(LogFixture.sequences(lines)).isEqualTo(LogFixture.oneTo(3));
        assertThat(sequences()).isEqualTo(LogFixture.oneTo(2));
    }

    @Test
    void configure_backToTheFirstFile_numbersGoOnThere() {
        record(2);
        log.configure(LogSettings.of("other.jsonl"));
        record(3);
        log.configure(LogFixture.SETTINGS);
        record(2);

        assertThat(sequences()).isEqualTo(LogFixture.oneTo(4));
    }

    @Test
    void configure_smallerSize_isRotatedAtTheNextLine() {
        record(50);
        log.configure(SMALL);
        record(1);

        assertThat(rotated()).hasSize(1);
        assertThat(sequences()).isEqualTo(LogFixture.oneTo(51));
    }

    @Test
    void configure_fewerKept_oldestAreDeleted() {
        log = opened(SMALL);
        record(100);
        log.configure(LogFixture.rotating(4096, 2));
        record(1);

        assertThat(rotated()).hasSize(2);
    }

    @Test
    void close_openFold_isWritten() {
        log.record(LogFixture.denial("s1", "a", time.instant()));
        log.record(LogFixture.denial("s1", "a", time.instant()));
        log.close();

        assertThat(LogFixture.refusals(LogFixture.lines(file))).isEqualTo(2);
        assertThat(log.lost()).isZero();
    }

    @Test
    void rotated_filesOfOthers_areNotDeleted() throws IOException {
        Files.createDirectories(directory);
        List<Path> others = Stream.of("denials-old.jsonl", "denials.jsonl.1", "denials-1-2.jsonl", "x.jsonl")
                .map(directory::resolve)
                .toList();
        for (Path other : others) {
            Files.write(other, "kept\n".getBytes(UTF_8));
        }
        log = opened(LogFixture.rotating(4096, 1));
        record(100);

        assertThat(others).allSatisfy(path -> assertThat(path).hasContent("kept\n"));
    }

    private DenialLog opened(LogSettings settings) {
        return DenialLog.withoutThread(directory, settings, Surroundings.real(time, failures), Journal.CAPACITY);
    }

    private void restart(LogSettings settings) {
        log.close();
        log = opened(settings);
    }

    /** Records so many refusals, each of its own kind. */
    private void record(int howMany) {
        for (int i = 0; i < howMany; i++) {
            log.record(LogFixture.denial("s" + recorded++, "a", time.instant()));
        }
        assertThat(log.drain(time.instant())).isTrue();
    }

    private List<Path> rotated() {
        try {
            return new RotatedFiles(file).inOrder();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<Long> sequences() {
        return LogFixture.sequences(LogFixture.lines(file));
    }
}

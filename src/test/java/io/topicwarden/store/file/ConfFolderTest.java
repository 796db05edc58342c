/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.store.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.topicwarden.policy.FileReference;
import io.topicwarden.policy.Problem;
import io.topicwarden.policy.SourceSpan;
import io.topicwarden.store.ReadResult;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConfFolderTest {

    private static final InstantSource LATER = InstantSource.offset(InstantSource.system(), Duration.ofHours(1));

    @TempDir
    private Path conf = Path.of("");

    @BeforeEach
    void write() throws IOException {
        write("topicwarden.yaml", "settings");
        write("identities.yaml", "identities");
        write("policy.yaml", "policy");
    }

    @Test
    void read_wholeFolder_findsEveryFileInOrder() throws IOException {
        Files.createDirectory(conf.resolve("policy.d"));
        write("policy.d/b.yaml", "b");
        write("policy.d/a.yaml", "a");
        write("policy.d/B.yaml", "B");
        ConfFiles files = read();
        assertThat(text(files.settings())).isEqualTo("settings");
        assertThat(text(files.identities())).isEqualTo("identities");
        assertThat(files.policy().stream().map(ConfFolderTest::text)).containsExactly("policy", "B", "a", "b");
        assertThat(names(files))
                .containsExactly("policy.yaml", "policy.d/B.yaml", "policy.d/a.yaml", "policy.d/b.yaml");
        assertThat(files.problems()).isEmpty();
        assertThat(files.overtaken()).isFalse();
    }

    @Test
    void read_fileGrowsTwoSecondsOldMeanwhile_isNotOvertaken() {
        InstantSource system = InstantSource.system();
        AtomicInteger looks = new AtomicInteger();
        InstantSource hurrying = () -> system.instant().plus(Duration.ofSeconds(looks.getAndIncrement()));
        ConfFolder folder = new ConfFolder(conf, hurrying);
        ConfFiles files = folder.read(settings -> List.of());
        assertThat(looks).hasPositiveValue();
        assertThat(files.overtaken()).isFalse();
        looks.addAndGet(2);
        assertThat(folder.stamp(List.of())).isNotEqualTo(files.stamp()); // and is read once more for certain
    }

    @Test
    void read_emptyFile_isFoundEmpty() throws IOException {
        write("policy.yaml", "");
        assertThat(text(read().policy().get(0))).isEmpty();
    }

    @Test
    void read_noFolderAtAll_isThreeMissingFiles() {
        ConfFiles files = new ConfFolder(conf.resolve("nowhere"), LATER).read(settings -> List.of());
        assertThat(files.problems())
                .extracting(Problem::code, problem -> problem.span().fileAndLine())
                .containsExactly(
                        tuple("missing-file", "topicwarden.yaml:1"),
                        tuple("missing-file", "identities.yaml:1"),
                        tuple("missing-file", "policy.yaml:1"));
    }

    @Test
    void read_missingFile_saysSo() throws IOException {
        Files.delete(conf.resolve("identities.yaml"));
        assertThat(problem("missing-file").message()).isEqualTo("`identities.yaml` does not exist");
    }

    @Test
    void read_linkToNothing_isMissing() throws IOException {
        Files.delete(conf.resolve("policy.yaml"));
        Files.createSymbolicLink(conf.resolve("policy.yaml"), Path.of("gone.yaml"));
        assertThat(problem("missing-file").message()).isEqualTo("`policy.yaml` is a symbolic link to nothing");
    }

    @Test
    void read_linkToItself_isUnreadable() throws IOException {
        Files.delete(conf.resolve("policy.yaml"));
        Files.createSymbolicLink(conf.resolve("policy.yaml"), Path.of("policy.yaml"));
        assertThat(problem("unreadable-file").message()).startsWith("`policy.yaml` cannot be read: ");
    }

    @Test
    void read_folderInPlaceOfFile_isUnreadable() throws IOException {
        Files.delete(conf.resolve("policy.yaml"));
        Files.createDirectory(conf.resolve("policy.yaml"));
        assertThat(problem("unreadable-file").message()).isEqualTo("`policy.yaml` is a folder, not a file");
    }

    @Test
    void read_pipeInPlaceOfFile_isUnreadableAndDoesNotBlock() throws Exception {
        Path pipe = conf.resolve("policy.yaml");
        Files.delete(pipe);
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        assertThat(problem("unreadable-file").message())
                .isEqualTo("`policy.yaml` is a pipe, a socket or a device, not a file");
    }

    @Test
    void read_linkToDevice_isUnreadable() throws IOException {
        Files.delete(conf.resolve("policy.yaml"));
        Files.createSymbolicLink(conf.resolve("policy.yaml"), Path.of("/dev/zero"));
        assertThat(problem("unreadable-file").message()).contains("a device");
    }

    @Test
    void read_fileInPlaceOfAParentFolder_isAProblem() throws IOException {
        ConfFiles files = read("topicwarden.yaml/ca.pem");
        assertThat(files.problems()).extracting(Problem::code).containsExactly("unreadable-file");
    }

    @Test
    void read_fileOver64MiB_isTooLarge() throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(conf.resolve("policy.yaml").toFile(), "rw")) {
            file.setLength((64L << 20) + 1);
        }
        assertThat(problem("file-too-large").message()).isEqualTo("`policy.yaml` is larger than 64 MiB");
    }

    @Test
    void reading_filesTogetherOverTheRoom_isTooLarge() throws IOException {
        Reading reading = new Reading(conf, LATER.instant(), 10);
        write("policy.yaml", "123");
        assertThat(reading.read(ConfFile.of("topicwarden.yaml"))).isInstanceOf(ReadResult.Found.class);
        assertThat(reading.read(ConfFile.of("policy.yaml")))
                .isInstanceOfSatisfying(
                        ReadResult.Failed.class,
                        failed -> assertThat(failed.problem().code()).isEqualTo("file-too-large"));
    }

    @Test
    void read_linkedFiles_areFollowedWhereverTheyLead() throws IOException {
        kubernetes("v1", "first");
        assertThat(text(read().policy().get(0))).isEqualTo("first");
    }

    @Test
    void read_namedFiles_areRelativeToTheFolderOrAbsolute(@TempDir Path elsewhere) throws IOException {
        Files.createDirectory(conf.resolve("certs"));
        write("certs/ca.pem", "ca");
        Path absolute = Files.writeString(elsewhere.resolve("other.pem"), "other");
        ConfFiles files = read("certs/ca.pem", absolute.toString());
        assertThat(files.named().keySet()).containsExactly("certs/ca.pem", absolute.toString());
        assertThat(files.named().values().stream().map(ConfFolderTest::text)).containsExactly("ca", "other");
    }

    @Test
    void read_namedFileMissing_pointsToWhereItIsNamed() {
        SourceSpan span = new SourceSpan("topicwarden.yaml", 7, 20, 6);
        ConfFiles files = new ConfFolder(conf, LATER).read(settings -> List.of(new FileReference("ca.pem", span)));
        assertThat(files.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("missing-file");
            assertThat(problem.span()).isEqualTo(span);
        });
    }

    @Test
    void read_namedFileThatIsNoPath_isUnreadable() {
        ConfFiles files = read("a\0b");
        assertThat(files.problems()).extracting(Problem::code).containsExactly("unreadable-file");
        assertThat(files.overtaken()).isFalse();
    }

    @Test
    void read_settingsMissing_asksForNoNamedFiles() throws IOException {
        Files.delete(conf.resolve("topicwarden.yaml"));
        List<String> asked = new ArrayList<>();
        new ConfFolder(conf, LATER).read(settings -> {
            asked.add(settings.file());
            return List.of();
        });
        assertThat(asked).isEmpty();
    }

    @Test
    void read_fileReplacedMeanwhile_isOvertaken() {
        assertThat(overtakenBy(3, () -> rename("policy.yaml", "another policy")))
                .isTrue();
    }

    @Test
    void read_fileAddedMeanwhile_isOvertaken() {
        assertThat(overtakenBy(4, () -> {
                    Files.createDirectory(conf.resolve("policy.d"));
                    write("policy.d/deny.yaml", "deny");
                }))
                .isTrue();
    }

    @Test
    void read_settingsReplacedAfterTheNamedFilesWereAsked_isOvertaken() {
        assertThat(overtakenBy(2, () -> rename("topicwarden.yaml", "other settings")))
                .isTrue();
    }

    @Test
    void read_nothingChangedMeanwhile_isNotOvertaken() {
        assertThat(overtakenBy(3, () -> {})).isFalse();
    }

    @Test
    void sameContentAs_otherBytesInOneFile_isFalse() throws IOException {
        ConfFiles before = read();
        assertThat(read().sameContentAs(before)).isTrue();
        write("identities.yaml", "identitiez");
        assertThat(read().sameContentAs(before)).isFalse();
    }

    /** Whether a change made when the reader looks at the clock for the n-th time is noticed. */
    private boolean overtakenBy(int look, Change change) {
        AtomicInteger looks = new AtomicInteger();
        InstantSource time = () -> {
            if (looks.incrementAndGet() == look) {
                change.run();
            }
            return LATER.instant();
        };
        return new ConfFolder(conf, time).read(settings -> List.of()).overtaken();
    }

    private interface Change {
        void make() throws IOException;

        default void run() {
            try {
                make();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    private ConfFiles read(String... named) {
        List<FileReference> references = List.of(named).stream()
                .map(path -> new FileReference(path, SourceSpan.startOf("topicwarden.yaml")))
                .toList();
        return new ConfFolder(conf, LATER).read(settings -> references);
    }

    private Problem problem(String code) {
        assertThat(read().problems()).extracting(Problem::code).containsExactly(code);
        return read().problems().get(0);
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(conf.resolve(file), text);
    }

    private void rename(String file, String text) throws IOException {
        write("new", text);
        Files.move(conf.resolve("new"), conf.resolve(file), StandardCopyOption.ATOMIC_MOVE);
    }

    /** As a ConfigMap volume lays it out: {@code policy.yaml -> ..data/policy.yaml}, {@code ..data -> VERSION}. */
    private void kubernetes(String version, String text) throws IOException {
        Files.createDirectory(conf.resolve(version));
        write(version + "/policy.yaml", text);
        Files.createSymbolicLink(conf.resolve("..data"), Path.of(version));
        Files.delete(conf.resolve("policy.yaml"));
        Files.createSymbolicLink(conf.resolve("policy.yaml"), Path.of("..data/policy.yaml"));
    }

    private static List<String> names(ConfFiles files) {
        return files.policy().stream()
                .map(result -> ((ReadResult.Found) result).bytes().file())
                .toList();
    }

    private static String text(ReadResult result) {
        return new String(((ReadResult.Found) result).bytes().content(), UTF_8);
    }
}

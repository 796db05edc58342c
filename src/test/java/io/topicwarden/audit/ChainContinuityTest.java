/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.audit.ChainFinding.Kind;
import io.topicwarden.policy.LogSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A chain goes on over rotation, restarts, crashes and failing disks; where it cannot, it says so and another begins. */
class ChainContinuityTest {

    private ChainFixture chain;

    @BeforeEach
    void open(@TempDir Path folder) {
        chain = new ChainFixture(folder);
    }

    private void assertIntact() {
        ChainReport report = chain.verify();
        assertThat(report.findings()).isEmpty();
        assertThat(chain.verify(List.of(chain.publicKey()), Optional.of(chain.state()))
                        .findings())
                .isEmpty();
        assertThat(report.endKnown()).isTrue();
    }

    private static LogSettings rotating() {
        return LogFixture.rotating(4096, 100).with(LogSettings.Chaining.ON);
    }

    @Test
    void log_rotated_isIntactOverAllFiles() throws IOException {
        DenialLog log = chain.open(rotating());
        chain.write(log, 50);
        log.close();

        assertThat(new RotatedFiles(chain.log()).inOrder()).hasSizeGreaterThan(4);
        assertThat(chain.verify().last()).isGreaterThan(55);
        assertIntact();
    }

    @Test
    void log_rotated_numbersHaveNoGaps() {
        DenialLog log = chain.open(rotating());
        chain.write(log, 50);

        List<Long> sequences = LogFixture.sequences(LogFixture.lines(chain.log()));
        assertThat(sequences).isEqualTo(LogFixture.oneTo(sequences.size()));
        assertThat(LogFixture.refusals(LogFixture.lines(chain.log()))).isEqualTo(50);
    }

    @Test
    void oldestFiles_deleted_restIsIntact() throws IOException {
        DenialLog log = chain.open(LogFixture.rotating(4096, 2).with(LogSettings.Chaining.ON));
        chain.write(log, 50);

        assertThat(new RotatedFiles(chain.log()).inOrder()).hasSize(2);
        assertThat(chain.verify().findings()).isEmpty();
    }

    @Test
    void fileBetweenOthers_deleted_isFound() throws IOException {
        DenialLog log = chain.open(rotating());
        chain.write(log, 50);
        Files.delete(new RotatedFiles(chain.log()).inOrder().get(2));

        assertThat(ChainFixture.kinds(chain.verify())).containsExactly(Kind.REMOVED);
    }

    @Test
    void beginningOfOldestFile_deletedUpToACheckpoint_isFound() throws IOException {
        DenialLog log = chain.open();
        chain.write(log, 3);
        chain.time.add(Chain.TIME_BETWEEN);
        chain.write(log, 3);
        List<byte[]> lines = ChainFixture.lines(chain.log());
        Files.write(chain.log(), ChainFixture.joined(lines.subList(4, lines.size())));

        assertThat(ChainFixture.kinds(chain.verify())).containsExactly(Kind.REMOVED);
    }

    @Test
    void broker_restarted_chainGoesOn() {
        for (int start = 0; start < 3; start++) {
            DenialLog log = chain.open();
            chain.write(log, 2);
            log.close();
        }

        assertThat(chain.verify().closed()).isTrue();
        assertIntact();
    }

    @Test
    void broker_killedAfterWriting_chainGoesOn() {
        DenialLog log = chain.open();
        chain.write(log, 3);
        DenialLog again = chain.open();
        chain.write(again, 2);
        again.close();

        assertThat(chain.failures.heard).isEmpty();
        assertIntact();
    }

    @Test
    void broker_killedBeforeTheStateWasKept_chainGoesOnFromTheFile() throws IOException {
        DenialLog log = chain.open(rotating());
        chain.write(log, 2);
        byte[] before = Files.readAllBytes(chain.state());
        chain.time.add(Chain.TIME_BETWEEN);
        chain.write(log, 20); // over several files and checkpoints
        Files.write(chain.state(), before);
        DenialLog again = chain.open(rotating());
        chain.write(again, 2);
        again.close();

        assertThat(chain.failures.heard).isEmpty();
        assertIntact();
    }

    @Test
    void broker_killedInTheMiddleOfALine_chainGoesOnWithoutIt() throws IOException {
        DenialLog log = chain.open();
        chain.write(log, 2);
        byte[] before = Files.readAllBytes(chain.state());
        chain.write(log, 1);
        byte[] whole = Files.readAllBytes(chain.log());
        Files.write(chain.log(), Arrays.copyOf(whole, whole.length - 100));
        Files.write(chain.state(), before);
        DenialLog again = chain.open();
        chain.write(again, 2);
        again.close();

        assertIntact();
    }

    @Test
    void end_cutWhileTheBrokerWasDown_breaksTheChainAndSaysHowMany() throws IOException {
        DenialLog log = chain.open();
        chain.write(log, 1);
        chain.write(log, 4);
        List<byte[]> lines = ChainFixture.lines(chain.log());
        Files.write(chain.log(), ChainFixture.joined(lines.subList(0, 4)));
        DenialLog again = chain.open();
        chain.write(again, 2);

        assertThat(chain.failures.heard).singleElement().asString().contains("records 5 to 6 are missing");
        assertThat(chain.verify().findings().get(0))
                .satisfies(finding -> assertThat(finding.kind()).isEqualTo(Kind.BROKEN))
                .satisfies(finding -> assertThat(finding.message())
                        .contains("records 5 to 6 are missing", "a failure of the machine can have done this"));
    }

    @Test
    void end_cutBehindWhatWasForcedToTheDisk_isSaidToBeNoCrash() throws IOException {
        DenialLog log = chain.open();
        chain.write(log, 5);
        log.close();
        List<byte[]> lines = ChainFixture.lines(chain.log());
        Files.write(chain.log(), ChainFixture.joined(lines.subList(0, 4)));
        chain.write(chain.open(), 1);

        assertThat(chain.failures.heard).singleElement().asString().contains("no crash does this");
    }

    @Test
    void lines_addedByOthersWhileTheBrokerWasDown_breakTheChain() throws IOException {
        DenialLog log = chain.open();
        chain.write(log, 2);
        log.close();
        String forged = "{\"@timestamp\":\"2026-11-24T00:00:00.000Z\",\"topicwarden.count\":1,\"event.sequence\":5}\n";
        Files.writeString(chain.log(), forged, StandardOpenOption.APPEND);
        chain.write(chain.open(), 1);

        assertThat(chain.failures.heard).singleElement().asString().contains("record 5 does not continue the chain");
        assertThat(ChainFixture.kinds(chain.verify())).contains(Kind.ALTERED, Kind.BROKEN);
    }

    @Test
    void state_missing_refusalsAreStillRecordedInAChainOfNobody() throws IOException {
        Files.delete(chain.state());
        DenialLog log = chain.open();
        chain.write(log, 2);

        assertThat(log.counters().written()).isEqualTo(2);
        assertThat(chain.failures.heard).singleElement().asString().contains("there was no `denials.chain`");
        assertThat(ChainFixture.kinds(chain.verify())).containsExactly(Kind.BROKEN, Kind.UNKNOWN_KEY);
    }

    @Test
    void state_damaged_breaksTheChain() throws IOException {
        DenialLog log = chain.open();
        chain.write(log, 2);
        Files.writeString(chain.state(), "topicwarden-chain 1\n", StandardCharsets.US_ASCII);
        chain.write(chain.open(), 1);

        assertThat(chain.failures.heard).singleElement().asString().contains("`denials.chain` is damaged");
        assertThat(ChainFixture.kinds(chain.verify())).containsExactly(Kind.BROKEN, Kind.UNKNOWN_KEY);
    }

    @Test
    void state_cannotBeKept_isToldOfAndTheChainGoesOn() throws IOException {
        Path blocking = Files.createDirectories(chain.folder.resolve("denials.chain.new/in-the-way"));
        DenialLog log = chain.open();
        chain.write(log, 2);
        assertThat(log.counters().written()).isEqualTo(2);
        assertThat(chain.failures.heard).containsExactly("failing chaining the denial log");
        Files.delete(blocking);
        log.drain(chain.time.instant());
        log.close();

        assertThat(chain.failures.heard).last().asString().startsWith("recovered chaining the denial log");
        assertIntact();
    }

    @Test
    void disk_fullAndFreedAgain_chainGoesOn() {
        DenialLog log = chain.open();
        chain.write(log, 2);
        chain.disk.bytesLeft.set(700);
        chain.write(log, 5);
        chain.disk.bytesLeft.set(Long.MAX_VALUE);
        chain.time.add(Duration.ofSeconds(1));
        chain.write(log, 1);
        log.close();

        assertThat(LogFixture.refusals(LogFixture.lines(chain.log()))).isEqualTo(8);
        assertIntact();
    }

    @Test
    void state_onDisk_isForItsOwnerOnly() throws IOException {
        chain.write(chain.open(), 1);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(chain.state())))
                .isEqualTo("rw-------");
    }

    @Test
    void chain_switchedOff_saysSoAndWhatFollowsIsCountedAsUnprotected() {
        DenialLog log = chain.open();
        chain.write(log, 2);
        log.configure(LogFixture.SETTINGS);
        chain.write(log, 3);
        log.configure(ChainFixture.CHAINED);
        chain.write(log, 2);
        log.close();

        assertThat(chain.verify().unprotected()).isEqualTo(3);
        assertIntact();
    }

    @Test
    void chain_switchedOffAndOnOverFilesAndRestarts_isIntact() {
        for (int start = 0; start < 3; start++) {
            DenialLog log = chain.open(rotating());
            chain.write(log, 15);
            log.configure(LogFixture.rotating(4096, 100));
            chain.write(log, 15);
            log.close();
            DenialLog off = chain.open(LogFixture.rotating(4096, 100));
            chain.write(off, 2);
            off.configure(rotating());
            chain.write(off, 15);
            off.close();
        }

        assertThat(chain.verify().unprotected()).isEqualTo(51);
        assertIntact();
    }

    @Test
    void linesSinceTheChainWasSwitchedOnAgain_removedUpToACheckpoint_areFound() throws IOException {
        DenialLog log = chain.open();
        chain.write(log, 2);
        log.configure(LogFixture.SETTINGS);
        chain.write(log, 3);
        log.configure(ChainFixture.CHAINED);
        chain.write(log, 4);
        chain.time.add(Chain.TIME_BETWEEN);
        chain.write(log, 2);
        List<byte[]> lines = new ArrayList<>(ChainFixture.lines(chain.log()));
        assertThat(text(lines.get(7))).contains("\"event.reason\":\"opened\"");
        assertThat(text(lines.get(12))).contains("\"event.reason\":\"interval\"");
        lines.subList(7, 12).clear();
        Files.write(chain.log(), ChainFixture.joined(lines));

        assertThat(chain.verify().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.REMOVED);
            assertThat(finding.line()).isEqualTo(8);
            assertThat(finding.message()).startsWith("checkpoints are missing before this line");
        });
    }

    @Test
    void fileInWhichTheChainWasSwitchedOnAgain_deleted_isFound() throws IOException {
        DenialLog log = chain.open(rotating());
        chain.write(log, 2);
        log.configure(LogFixture.rotating(4096, 100));
        chain.write(log, 20);
        log.configure(rotating());
        chain.write(log, 20);
        List<Path> files = new LogFiles(chain.log()).inOrder();
        List<String> contents = new ArrayList<>();
        for (Path file : files) {
            contents.add(Files.readString(file));
        }
        String opened = contents.stream()
                .filter(content -> content.contains("\"event.reason\":\"opened\""))
                .findFirst()
                .orElseThrow();
        assertThat(opened).as("plain lines stand before it").doesNotContain("switched-off");
        Files.delete(files.get(contents.indexOf(opened)));

        assertThat(ChainFixture.kinds(chain.verify())).containsExactly(Kind.REMOVED);
    }

    private static String text(byte[] line) {
        return new String(line, StandardCharsets.UTF_8);
    }

    @Test
    void chain_switchedOnLater_earlierLinesAreUnprotected() {
        DenialLog log = chain.open(LogFixture.SETTINGS);
        chain.write(log, 3);
        log.configure(ChainFixture.CHAINED);
        chain.write(log, 2);
        log.close();

        assertThat(chain.verify().unprotected()).isEqualTo(3);
        assertIntact();
    }

    @Test
    void chain_beforeSettingsAreKnown_isAsItWasLeft() {
        LogSettings unknown = LogFixture.SETTINGS.with(LogSettings.Chaining.AS_BEFORE);
        chain.write(chain.open(unknown), 1);
        assertThat(chain.verify().verified()).isZero();
        chain.write(chain.open(), 1);
        chain.write(chain.open(unknown), 1);

        assertThat(chain.verify().verified()).isEqualTo(4);
        assertIntact();
    }

    @Test
    void log_withoutAChain_isNotIntact() {
        chain.write(chain.open(LogFixture.SETTINGS), 3);

        assertThat(ChainFixture.kinds(chain.verify())).containsExactly(Kind.NO_CHAIN);
    }

    @Test
    void log_underAnotherKey_isNotIntact() {
        chain.write(chain.open(), 1);

        assertThat(ChainFixture.kinds(chain.verify(List.of(ChainKey.generate()), Optional.empty())))
                .containsExactly(Kind.UNKNOWN_KEY);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.audit.ChainFinding.Kind;
import io.topicwarden.policy.LogSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker killed between writing lines and keeping the state of the chain: the next start goes on from the lines. */
class ChainCatchUpTest {

    private static final LogSettings OFF = LogFixture.SETTINGS;
    private static final LogSettings UNKNOWN = OFF.with(LogSettings.Chaining.AS_BEFORE);
    private static final LogSettings ON = ChainFixture.CHAINED;

    private ChainFixture chain;

    @BeforeEach
    void open(@TempDir Path folder) {
        chain = new ChainFixture(folder);
    }

    private void configured(DenialLog log, LogSettings settings, int records) {
        log.configure(settings);
        chain.write(log, records);
    }

    /** Two chained records, three that are not, four that are; what was kept last is from before the four. */
    private void killAfterSwitchingOnAgain() throws IOException {
        DenialLog log = chain.open();
        chain.write(log, 2);
        configured(log, OFF, 3);
        byte[] kept = Files.readAllBytes(chain.state());
        configured(log, ON, 4);
        Files.write(chain.state(), kept);
    }

    private void writeAndClose(LogSettings settings) {
        DenialLog log = chain.open(settings);
        chain.write(log, 2);
        log.close();
    }

    private void assertIntact() {
        assertThat(chain.failures.heard).isEmpty();
        assertThat(chain.verify().findings()).isEmpty();
        assertThat(chain.verify(List.of(chain.publicKey()), Optional.of(chain.state()))
                        .findings())
                .isEmpty();
    }

    @Test
    void broker_killedBeforeSwitchingOnAgainWasKept_chainGoesOnFromTheFile() throws IOException {
        killAfterSwitchingOnAgain();
        writeAndClose(ON);

        assertIntact();
    }

    @Test
    void broker_killedBeforeSwitchingOnAgainWasKept_isChainedBeforeSettingsAreKnown() throws IOException {
        killAfterSwitchingOnAgain();
        writeAndClose(UNKNOWN);

        assertIntact();
        assertThat(chain.verify().unprotected()).isEqualTo(3);
    }

    @Test
    void broker_killedBeforeTheFirstStateWasKept_chainGoesOnFromTheFile() throws IOException {
        byte[] fresh = Files.readAllBytes(chain.state());
        chain.write(chain.open(), 2);
        Files.write(chain.state(), fresh);
        writeAndClose(ON);

        assertIntact();
    }

    @Test
    void broker_killedBeforeSwitchingOffWasKept_plainLinesAfterItAreNoBreak() throws IOException {
        DenialLog log = chain.open();
        chain.write(log, 2);
        byte[] kept = Files.readAllBytes(chain.state());
        configured(log, OFF, 3);
        Files.write(chain.state(), kept);
        writeAndClose(ON);

        assertIntact();
        assertThat(chain.verify().unprotected()).isEqualTo(3);
    }

    @Test
    void broker_killedWhileOnAndStartedWithTheChainOff_saysWhereTheChainEnds() {
        chain.write(chain.open(), 2);
        writeAndClose(OFF);
        writeAndClose(ON);

        assertIntact();
        assertThat(chain.verify().unprotected()).isEqualTo(2);
    }

    @Test
    void broker_killedAtAnyPointWithAnyEarlierState_chainGoesOn(@TempDir Path elsewhere) throws IOException {
        List<byte[]> states = new ArrayList<>();
        List<byte[]> logs = new ArrayList<>();
        DenialLog log = chain.open();
        for (LogSettings settings : List.of(ON, ON, OFF, OFF, ON, ON, OFF, ON)) {
            states.add(Files.readAllBytes(chain.state()));
            configured(log, settings, 2);
            logs.add(Files.readAllBytes(chain.log()));
            chain.time.add(Chain.TIME_BETWEEN);
        }
        for (int cut = 0; cut < logs.size(); cut++) {
            for (int kept = 0; kept <= cut; kept++) {
                for (LogSettings settings : List.of(ON, OFF, UNKNOWN)) {
                    ChainFixture killed = new ChainFixture(elsewhere);
                    Files.write(killed.state(), states.get(kept));
                    Files.write(killed.log(), logs.get(cut));
                    assertGoesOn(killed, settings, "killed after step " + cut + " with the state before " + kept);
                    clear(elsewhere);
                }
            }
        }
    }

    private static void assertGoesOn(ChainFixture killed, LogSettings settings, String when) {
        DenialLog log = killed.open(settings);
        killed.write(log, 1);
        log.configure(ON);
        killed.write(log, 1);
        log.close();

        assertThat(killed.failures.heard).as(when + ", " + settings.chaining()).isEmpty();
        assertThat(killed.verify().findings())
                .as(when + ", " + settings.chaining())
                .isEmpty();
    }

    private static void clear(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts another client into one line. */
    private void alter(int line) throws IOException {
        List<byte[]> lines = ChainFixture.lines(chain.log());
        String text = new String(lines.get(line), StandardCharsets.UTF_8);
        lines.set(line, text.replaceFirst("Z\"", "Y\"").getBytes(StandardCharsets.UTF_8));
        Files.write(chain.log(), ChainFixture.joined(lines));
    }

    @Test
    void recordAfterSwitchingOnAgain_alteredBeforeTheStart_breaksTheChain() throws IOException {
        killAfterSwitchingOnAgain();
        alter(8);
        writeAndClose(ON);

        assertThat(chain.failures.heard).singleElement().asString().contains("record 9 does not continue the chain");
        assertThat(ChainFixture.kinds(chain.verify())).contains(Kind.ALTERED, Kind.BROKEN);
    }

    @Test
    void checkpointOfSwitchingOnAgain_alteredBeforeTheStart_isFound() throws IOException {
        killAfterSwitchingOnAgain();
        alter(7);
        writeAndClose(ON);

        assertThat(chain.verify().findings().get(0)).satisfies(finding -> {
            assertThat(finding.kind()).isIn(Kind.ALTERED, Kind.REMOVED);
            assertThat(finding.line()).isEqualTo(8);
        });
    }

    @Test
    void recordsSinceSwitchingOnAgain_removedAfterTheNextStart_areFound() throws IOException {
        killAfterSwitchingOnAgain();
        writeAndClose(ON);
        List<byte[]> lines = new ArrayList<>(ChainFixture.lines(chain.log()));
        lines.subList(7, 12).clear();
        Files.write(chain.log(), ChainFixture.joined(lines));

        assertThat(ChainFixture.kinds(chain.verify())).containsExactly(Kind.REMOVED);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.audit.ChainFinding.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is done to a small log is found, and where. */
class ChainTamperingLawsTest {

    private static final long SEED = 20261124;
    private static final int RECORD = 1;
    private static final int CHECKPOINT = 5;

    private final Random random = new Random(SEED);
    private ChainFixture chain;
    private List<byte[]> lines;

    /** Three checkpoints and eight records, one of them of several refusals. */
    @BeforeEach
    void write(@TempDir Path folder) throws IOException {
        chain = new ChainFixture(folder);
        DenialLog log = chain.open();
        chain.write(log, 4);
        chain.time.add(Chain.TIME_BETWEEN);
        chain.write(log, 3);
        log.record(LogFixture.denial("s6", "a", chain.time.instant()));
        log.record(LogFixture.denial("s6", "a", chain.time.instant()));
        log.close();
        lines = ChainFixture.lines(chain.log());
        assertThat(lines).hasSize(11);
    }

    private ChainReport verifyOf(byte[] content, boolean secret) throws IOException {
        Files.write(chain.log(), content);
        return chain.verify(List.of(secret ? chain.key : chain.publicKey()), Optional.of(chain.state()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void log_untouched_isIntact(boolean secret) throws IOException {
        ChainReport report = verifyOf(ChainFixture.joined(lines), secret);
        assertThat(report.findings()).isEmpty();
        assertThat(report.verified()).isEqualTo(11);
        assertThat(report.closed()).isTrue();
    }

    /** Every byte of a record and of a checkpoint, and some of the other lines. */
    @Test
    void everyByte_changed_isFoundInItsLine() throws IOException {
        for (int line = 0; line < lines.size(); line++) {
            int stride = line == RECORD || line == CHECKPOINT ? 1 : 8;
            for (int at = random.nextInt(stride); at <= lines.get(line).length; at += 1 + random.nextInt(stride)) {
                byte[] content = ChainFixture.joined(lines);
                int place = offset(line) + at;
                content[place] = (byte) (content[place] ^ 1 + random.nextInt(255));
                boolean split = content[place] == '\n';
                assertThat(verifyOf(content, true).findings())
                        .as("line %d, byte %d, seed %d", line + 1, at, SEED)
                        .first()
                        .extracting(ChainFinding::line, InstanceOfAssertFactories.LONG)
                        .isBetween(line + 1L, line + (split ? 3L : 2L));
            }
        }
    }

    /** Checkpoints stand next to others, next to one record, and next to several. */
    @Test
    void everyCheckpoint_changed_isAllThatIsFound() throws IOException {
        DenialLog log = chain.open();
        chain.write(log, 1);
        log.close();
        chain.open().close();
        lines = ChainFixture.lines(chain.log());
        for (int line = 0; line < lines.size() - 1; line++) {
            if (SealedLine.parse(lines.get(line)).orElseThrow().isCheckpoint()) {
                List<byte[]> changed = new ArrayList<>(lines);
                String text = new String(lines.get(line), StandardCharsets.UTF_8);
                changed.set(line, text.replace("success", "failure").getBytes(StandardCharsets.UTF_8));
                assertThat(ChainFixture.kinds(verifyOf(ChainFixture.joined(changed), true)))
                        .as("line %d", line + 1)
                        .containsExactly(Kind.ALTERED);
            }
        }
    }

    @Test
    void everyByte_changed_isFoundWithThePublicKey() throws IOException {
        for (int line = 0; line < lines.size(); line++) {
            for (int at = random.nextInt(8); at <= lines.get(line).length; at += 1 + random.nextInt(16)) {
                byte[] content = ChainFixture.joined(lines);
                int place = offset(line) + at;
                content[place] = (byte) (content[place] ^ 1 + random.nextInt(255));
                assertThat(verifyOf(content, false).isIntact())
                        .as("line %d, byte %d, seed %d", line + 1, at, SEED)
                        .isFalse();
            }
        }
    }

    private int offset(int line) {
        return ChainFixture.joined(lines.subList(0, line)).length;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyLine_removed_isFoundAtTheNext(boolean secret) throws IOException {
        for (int line = 0; line < lines.size() - 1; line++) {
            List<byte[]> less = new ArrayList<>(lines);
            less.remove(line);
            ChainReport report = verifyOf(ChainFixture.joined(less), secret);
            assertThat(report.findings()).as("line %d", line + 1).isNotEmpty();
            assertThat(report.findings().get(0).kind()).as("line %d", line + 1).isEqualTo(Kind.REMOVED);
            assertThat(report.findings().get(0).line()).isEqualTo(line + 1L);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void lines_removedFromAnyToAny_areFound(boolean secret) throws IOException {
        for (int from = 0; from < lines.size(); from++) {
            for (int to = from + 1; to <= lines.size(); to++) {
                List<byte[]> less = new ArrayList<>(lines.subList(0, from));
                less.addAll(lines.subList(to, lines.size()));
                assertThat(verifyOf(ChainFixture.joined(less), secret).isIntact())
                        .as("lines %d to %d", from + 1, to)
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anyTwoLines_swapped_areFoundAtTheFirst(boolean secret) throws IOException {
        for (int one = 0; one < lines.size(); one++) {
            for (int other = one + 1; other < lines.size(); other++) {
                List<byte[]> swapped = new ArrayList<>(lines);
                Collections.swap(swapped, one, other);
                ChainReport report = verifyOf(ChainFixture.joined(swapped), secret);
                assertThat(report.findings())
                        .as("%d and %d", one + 1, other + 1)
                        .isNotEmpty();
                assertThat(report.findings().get(0).line())
                        .as("%d and %d: %s", one + 1, other + 1, report.findings())
                        .isEqualTo(one + 1L);
            }
        }
    }

    @Test
    void neighbours_swapped_areSaidToBeMoved() throws IOException {
        Collections.swap(lines, 2, 3);
        ChainReport report = verifyOf(ChainFixture.joined(lines), true);
        assertThat(report.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.MOVED);
            assertThat(finding.line()).isEqualTo(3);
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anyLine_repeatedAnywhere_isFoundThere(boolean secret) throws IOException {
        for (int line = 0; line < lines.size(); line++) {
            for (int place = 0; place <= lines.size(); place++) {
                List<byte[]> more = new ArrayList<>(lines);
                more.add(place, lines.get(line));
                ChainReport report = verifyOf(ChainFixture.joined(more), secret);
                assertThat(report.findings())
                        .as("%d at %d", line + 1, place + 1)
                        .isNotEmpty();
                assertThat(report.findings().get(0).line())
                        .as("%d at %d: %s", line + 1, place + 1, report.findings())
                        .isBetween((long) place, place + 2L);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void plainLine_insertedAnywhere_isFoundThere(boolean secret) throws IOException {
        for (int place = 0; place <= lines.size(); place++) {
            List<byte[]> more = new ArrayList<>(lines);
            more.add(
                    place,
                    "{\"@timestamp\":\"2026-11-24T00:00:00.000Z\",\"event.sequence\":3}"
                            .getBytes(StandardCharsets.UTF_8));
            ChainReport report = verifyOf(ChainFixture.joined(more), secret);
            assertThat(report.findings()).as("at %d", place + 1).isNotEmpty();
            assertThat(report.findings().get(0).line()).isBetween(place + 1L, place + 2L);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void end_cutAtAnyByte_isFound(boolean secret) throws IOException {
        byte[] whole = ChainFixture.joined(lines);
        for (int length = 0; length < whole.length; length += 1 + random.nextInt(40)) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThat(ChainFixture.kinds(verifyOf(cut, secret)))
                    .as("after %d bytes, seed %d", length, SEED)
                    .contains(Kind.CUT);
        }
    }

    @Test
    void end_cutAtEveryLine_saysWhichRecordsAreMissing() throws IOException {
        for (int kept = 1; kept < lines.size(); kept++) {
            ChainReport report = verifyOf(ChainFixture.joined(lines.subList(0, kept)), true);
            assertThat(report.findings())
                    .as("after line %d", kept)
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.kind()).isEqualTo(Kind.CUT);
                        assertThat(finding.message()).startsWith("record").contains("11 ", " missing after this line");
                    });
        }
    }

    @Test
    void randomMutations_several_areFound() throws IOException {
        for (int round = 0; round < 300; round++) {
            List<byte[]> changed = new ArrayList<>(lines);
            for (int i = 0; i <= random.nextInt(4); i++) {
                mutate(changed);
            }
            byte[] content = ChainFixture.joined(changed);
            if (!Arrays.equals(content, ChainFixture.joined(lines))) {
                assertThat(verifyOf(content, true).isIntact())
                        .as("round %d, seed %d", round, SEED)
                        .isFalse();
            }
        }
    }

    private void mutate(List<byte[]> changed) {
        if (changed.isEmpty()) {
            return;
        }
        int place = random.nextInt(changed.size());
        switch (random.nextInt(5)) {
            case 0 -> changed.remove(place);
            case 1 -> changed.add(place, changed.get(random.nextInt(changed.size())));
            case 2 -> Collections.swap(changed, place, random.nextInt(changed.size()));
            case 3 -> changed.add(place, new byte[random.nextInt(5)]);
            default -> {
                byte[] line = changed.get(place).clone();
                if (line.length > 0) {
                    line[random.nextInt(line.length)] ^= (byte) (1 << random.nextInt(8));
                }
                changed.set(place, line);
            }
        }
    }

    @Test
    void countOfFoldedRecord_lowered_isFound() throws IOException {
        String text = new String(ChainFixture.joined(lines), StandardCharsets.UTF_8);
        assertThat(text).contains("\"topicwarden.count\":2");
        byte[] forged = text.replace("\"topicwarden.count\":2", "\"topicwarden.count\":1")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(ChainFixture.kinds(verifyOf(forged, true))).containsExactly(Kind.ALTERED);
    }
}

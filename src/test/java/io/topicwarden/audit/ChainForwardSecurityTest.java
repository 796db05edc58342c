/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.audit.ChainFinding.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who takes the machine has the state, all that can be made of it, and the log; nothing that was written before. */
class ChainForwardSecurityTest {

    private static final int FORGED = 2;

    private final ChainMath math = new ChainMath();
    private ChainFixture chain;
    private List<byte[]> lines;
    private ChainHead stolen;

    @BeforeEach
    void take(@TempDir Path folder) throws IOException {
        chain = new ChainFixture(folder);
        DenialLog log = chain.open();
        chain.write(log, 3);
        chain.time.add(Chain.TIME_BETWEEN);
        chain.write(log, 3);
        lines = ChainFixture.lines(chain.log());
        stolen = ChainStateFile.beside(chain.log()).read().orElseThrow().head();
    }

    /** Every key that the state leads to. */
    private List<byte[]> reachable() {
        List<byte[]> keys = new ArrayList<>();
        ChainHead at = stolen;
        for (int epoch = 0; epoch < 4; epoch++) {
            byte[] record = at.recordKey();
            for (int step = 0; step < 16; step++) {
                keys.add(record);
                record = math.derive(ChainMath.Step.NEXT_RECORD, record);
            }
            keys.add(at.epochKey());
            at = at.nextEpoch(math);
        }
        return keys;
    }

    private byte[] resealed(byte[] line, byte[] key, byte[] before) {
        String text =
                new String(line, StandardCharsets.UTF_8).replace("\"mqtt.client_id\":\"s", "\"mqtt.client_id\":\"x");
        Chunk forged = new Chunk(1024);
        forged.writeBytes(
                text.substring(0, text.lastIndexOf(",\"topicwarden.mac\"")).getBytes(StandardCharsets.UTF_8));
        SealedLine.end(forged, math.mac(key, before, math.digest(forged.bytes(), 0, forged.size())));
        byte[] bytes = forged.toByteArray();
        return Arrays.copyOf(bytes, bytes.length - 1);
    }

    @Test
    void earlierRecord_sealedAgainWithAnyReachableKey_isFound() throws IOException {
        byte[] before = SealedLine.parse(lines.get(FORGED - 1)).orElseThrow().mac();
        for (byte[] key : reachable()) {
            List<byte[]> forged = new ArrayList<>(lines);
            forged.set(FORGED, resealed(lines.get(FORGED), key, before));
            Files.write(chain.log(), ChainFixture.joined(forged));
            assertThat(chain.verify().findings().get(0)).satisfies(finding -> {
                assertThat(finding.kind()).isEqualTo(Kind.ALTERED);
                assertThat(finding.line()).isEqualTo(FORGED + 1);
            });
        }
    }

    @Test
    void end_cutAndTheStateSetBack_isFound() throws IOException {
        Files.write(chain.log(), ChainFixture.joined(lines.subList(0, 4)));
        ChainHead set = stolen.at(5);
        ChainStateFile.beside(chain.log()).write(new ChainStateFile.State(set, true), false);

        assertThat(ChainFixture.kinds(chain.verify())).containsExactly(Kind.FOREIGN_STATE);
    }

    /** The log ends after so many lines, and the broker goes on from there with the stolen keys. */
    private void cutAndGoOn(int kept) throws IOException {
        Files.write(chain.log(), ChainFixture.joined(lines.subList(0, kept)));
        byte[] mac = SealedLine.parse(lines.get(kept - 1)).orElseThrow().mac();
        ChainHead forged = new ChainHead(
                stolen.segment(),
                stolen.epoch(),
                stolen.step(),
                kept + 1L,
                kept + 1L,
                mac,
                stolen.link(),
                stolen.recordKey(),
                stolen.epochKey());
        ChainStateFile.beside(chain.log()).write(new ChainStateFile.State(forged, true), false);
        chain.write(chain.open(), 2);
        assertThat(chain.failures.heard).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void log_cutInAnEarlierEpochAndGoneOnWith_isFound(int kept) throws IOException {
        cutAndGoOn(kept);

        assertThat(chain.verify().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.REMOVED);
            assertThat(finding.line()).isEqualTo(kept + 1L);
        });
    }

    @Test
    void log_cutInTheEpochOfTheTheftAndGoneOnWith_isTaken() throws IOException {
        cutAndGoOn(6);

        assertThat(chain.verify().findings())
                .as("nothing is promised of what the last checkpoint does not cover")
                .isEmpty();
    }

    @Test
    void everythingAfterACheckpoint_signedAnewWithTheStolenKey_isFound() throws IOException {
        KeyPair signing = ChainHead.signing(math, stolen.epochKey());
        byte[] line = lines.get(4);
        SealedLine checkpoint = SealedLine.parse(line).orElseThrow();
        assertThat(checkpoint.isCheckpoint()).isTrue();
        byte[] forgery = Ed25519.sign(signing, Checkpoint.signed(checkpoint.signedDigest(math)));
        String text = new String(line, StandardCharsets.UTF_8)
                .replace(ChainMath.text(checkpoint.signature()), ChainMath.text(forgery));
        lines.set(4, text.getBytes(StandardCharsets.UTF_8));
        Files.write(chain.log(), ChainFixture.joined(lines));

        assertThat(ChainFixture.kinds(chain.verify(List.of(chain.publicKey()), Optional.empty())))
                .contains(Kind.ALTERED);
    }

    @Test
    void laterRecord_sealedWithTheStolenKey_isTaken() throws IOException {
        byte[] body = "{\"@timestamp\":\"2026-11-24T00:00:00.000Z\",\"topicwarden.count\":1,\"event.sequence\":9"
                .getBytes(StandardCharsets.UTF_8);
        Chunk forged = new Chunk(1024);
        forged.writeBytes(body);
        SealedLine.end(forged, math.mac(stolen.recordKey(), stolen.mac(), math.digest(body, 0, body.length)));
        Files.write(chain.log(), forged.toByteArray(), StandardOpenOption.APPEND);

        assertThat(chain.verify(List.of(chain.key), Optional.empty()).findings())
                .as("after the theft nothing is promised, and this test shows that the attacker is a real one")
                .isEmpty();
    }
}

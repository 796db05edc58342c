/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looks by hand, so that nothing waits: the watching thread does nothing but look. */
final class ReloaderTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static final String TESTS =
            """
            tests:
              - name: an operator does not speak for another site
                as: {client-id: alice-1, roles: operator, attributes: {site: x}}
                deny: [publish plants/brussels/status]
              - name: an operator speaks for the site it is given
                as: {client-id: alice-1, roles: operator, attributes: {site: brussels}}
                deny: [publish plants/x/status]
            """;

    private final List<Snapshot> swapped = new ArrayList<>();
    private final Telemetry telemetry = new Telemetry(new MetricRegistry());

    @AfterEach
    void close() {
        telemetry.close();
    }

    @Test
    void look_filesThatLoad_swappedInOnceTheyAreQuiet() {
        Reloader reloader = reloader(new Conf(folder));

        reloader.look();
        assertThat(swapped).isEmpty();
        settle(reloader);

        assertThat(swapped).hasSize(1);
        assertThat(reloader.problems()).isZero();
    }

    @Test
    void look_nothingChanged_nothingSwapped() {
        Reloader reloader = reloader(new Conf(folder));
        settle(reloader);
        settle(reloader);

        assertThat(swapped).hasSize(1);
    }

    @Test
    void look_fileThatNowStopsWithinALine_isGivenTimeToBeWrittenToItsEnd() {
        Conf conf = new Conf(folder);
        Reloader reloader = settled(conf);

        conf.write("policy.yaml", Conf.POLICY + "# half a com");
        settle(reloader);
        assertThat(swapped).hasSize(1);
        assertThat(reloader.problems()).isZero();

        conf.write("policy.yaml", Conf.POLICY + "# half a comment\n");
        settle(reloader);
        assertThat(swapped).hasSize(2);
    }

    @Test
    void look_fileThatGoesOnStoppingWithinALine_isTakenInTheEnd() {
        Conf conf = new Conf(folder);
        Reloader reloader = settled(conf);

        conf.write("policy.yaml", Conf.POLICY + "# no line end");
        for (int look = 0; look < 40; look++) {
            reloader.look();
        }

        assertThat(swapped).hasSize(2);
    }

    @Test
    void look_changedPolicy_swapped() {
        Conf conf = new Conf(folder);
        Reloader reloader = settled(conf);

        conf.write("policy.yaml", Conf.POLICY + "# changed\n");
        settle(reloader);

        assertThat(swapped).hasSize(2);
        assertThat(swapped.get(1).policyHash()).isNotEqualTo(swapped.get(0).policyHash());
    }

    /** Its denies are gone with it. */
    @Test
    void look_policyFileThatIsGone_isTakenAndToldOf() throws IOException {
        Conf conf = new Conf(folder);
        Files.createDirectories(conf.path("policy.d"));
        conf.write("policy.d/other.yaml", "version: 1\n");
        conf.write(
                "policy.d/denies.yaml", "version: 1\nroles: {sealed: {permissions: [{deny: publish, topics: a}]}}\n");
        Reloader reloader = settled(conf);
        Files.delete(conf.path("policy.d/denies.yaml"));

        PrintStream before = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            settle(reloader);
        } finally {
            System.setErr(before);
        }
        assertThat(swapped).hasSize(2);
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("are gone: [policy.d/denies.yaml]");
    }

    @Test
    void look_whileAFileIsStillBeingWritten_notRead() {
        Conf conf = new Conf(folder);
        Reloader reloader = settled(conf);

        for (int i = 1; i < 20; i++) {
            conf.write("policy.yaml", Conf.POLICY + "#".repeat(i) + "\n");
            reloader.look();
            reloader.look();
        }
        assertThat(swapped).hasSize(1);

        settle(reloader);
        assertThat(swapped).hasSize(2);
    }

    @Test
    void look_sameFilesSavedWithoutARest_takenInTheEnd() {
        Conf conf = new Conf(folder);
        Reloader reloader = settled(conf);

        for (int look = 0; look < 200; look++) {
            conf.rename("policy.yaml", Conf.POLICY + "# changed\n");
            reloader.look();
        }

        assertThat(swapped).hasSize(2);
    }

    @Test
    void look_everOtherFilesWithoutARest_notTakenUntilTheyRest() {
        Conf conf = new Conf(folder);
        Reloader reloader = settled(conf);

        for (int look = 0; look < 200; look++) {
            conf.rename("policy.yaml", Conf.POLICY + "# change " + look + "\n");
            reloader.look();
        }
        assertThat(swapped).hasSize(1);
        settle(reloader);

        assertThat(swapped).hasSize(2);
    }

    @Test
    void look_brokenFile_nothingChangesAndTheProblemsAreCounted() {
        for (String broken : List.of("", "# nothing\n", "version: 1\nroles: [", "\0\1\2", "version: 2\n")) {
            Conf conf = new Conf(folder);
            swapped.clear();
            Reloader reloader = settled(conf);

            conf.write("policy.yaml", broken);
            settle(reloader);

            assertThat(swapped).as(broken).hasSize(1);
            assertThat(reloader.problems()).as(broken).isPositive();
        }
    }

    @Test
    void look_deletedFile_nothingChanges() throws IOException {
        for (String file : List.of("topicwarden.yaml", "identities.yaml", "policy.yaml", "certs/plant-ca.crl")) {
            Conf conf = new Conf(folder);
            swapped.clear();
            Reloader reloader = settled(conf);

            Files.delete(conf.path(file));
            settle(reloader);

            assertThat(swapped).as(file).hasSize(1);
            assertThat(reloader.problems()).as(file).isPositive();
        }
    }

    @Test
    void look_directoryInPlaceOfAFile_nothingChanges() throws IOException {
        Conf conf = new Conf(folder);
        Reloader reloader = settled(conf);

        Files.delete(conf.path("policy.yaml"));
        Files.createDirectory(conf.path("policy.yaml"));
        settle(reloader);

        assertThat(swapped).hasSize(1);
        assertThat(reloader.problems()).isPositive();
    }

    @Test
    void look_testsThatPass_swapped() {
        Conf conf = new Conf(folder);
        Reloader reloader = settled(conf);

        conf.write("policy-tests.yaml", TESTS).write("policy.yaml", Conf.POLICY + "# changed\n");
        settle(reloader);

        assertThat(swapped).hasSize(2);
        assertThat(reloader.problems()).isZero();
    }

    @Test
    void look_policyThatFailsItsTests_nothingChanges() {
        Conf conf = new Conf(folder).write("policy-tests.yaml", TESTS);
        Reloader reloader = settled(conf);

        conf.write("policy.yaml", Conf.POLICY.replace("${attributes.site}", "x"));
        settle(reloader);

        assertThat(swapped).hasSize(1);
        assertThat(reloader.problems()).isOne();
    }

    @Test
    void look_testsThatFailFromTheStart_nothingIsInForce() {
        Reloader reloader = settled(new Conf(folder).write("policy-tests.yaml", TESTS.replace("deny", "allow")));

        assertThat(swapped).isEmpty();
        assertThat(reloader.problems()).isEqualTo(2);
    }

    @Test
    void look_testsThatCannotBeReadOrAreOfAnotherPolicy_nothingChanges() {
        for (String bad : List.of("", "tests: [", "tests: []", "policy: other.yaml\n" + TESTS, TESTS + "more: 1\n")) {
            Conf conf = new Conf(folder).write("policy-tests.yaml", TESTS);
            swapped.clear();
            Reloader reloader = settled(conf);

            conf.write("policy-tests.yaml", bad).write("policy.yaml", Conf.POLICY + "# changed\n");
            settle(reloader);

            assertThat(swapped).as(bad).hasSize(1);
            assertThat(reloader.problems()).as(bad).isPositive();
        }
    }

    @Test
    void look_folderOrDanglingLinkInPlaceOfTests_nothingChanges() throws IOException {
        Conf conf = new Conf(folder);
        Reloader reloader = settled(conf);
        conf.write("policy.yaml", Conf.POLICY + "# changed\n");

        Files.createDirectory(conf.path("policy-tests.yaml"));
        settle(reloader);
        assertThat(swapped).hasSize(1);

        Files.delete(conf.path("policy-tests.yaml"));
        Files.createSymbolicLink(conf.path("policy-tests.yaml"), conf.path("nowhere.yaml"));
        settle(reloader);
        assertThat(swapped).hasSize(1);
        assertThat(reloader.problems()).isOne();
    }

    @Test
    void look_testsTakenAway_nothingIsTestedAnyMore() throws IOException {
        Conf conf = new Conf(folder).write("policy-tests.yaml", TESTS.replace("deny", "allow"));
        Reloader reloader = settled(conf);

        Files.delete(conf.path("policy-tests.yaml"));
        settle(reloader);

        assertThat(swapped).hasSize(1);
        assertThat(reloader.problems()).isZero();
    }

    @Test
    void look_mendedFile_swapped() {
        Conf conf = new Conf(folder);
        conf.write("policy.yaml", "version: 1\nroles: 7\n");
        Reloader reloader = settled(conf);
        assertThat(swapped).isEmpty();

        conf.write("policy.yaml", Conf.POLICY);
        settle(reloader);

        assertThat(swapped).hasSize(1);
        assertThat(reloader.problems()).isZero();
    }

    @Test
    void look_fileRestored_problemsGoWithoutASwap() {
        Conf conf = new Conf(folder);
        Reloader reloader = settled(conf);

        conf.write("policy.yaml", "broken");
        settle(reloader);
        conf.write("policy.yaml", Conf.POLICY);
        settle(reloader);

        assertThat(swapped).hasSize(1);
        assertThat(reloader.problems()).isZero();
    }

    @Test
    void look_certificateFileWithoutACertificate_aProblem() {
        Conf conf = new Conf(folder);
        Reloader reloader = settled(conf);

        conf.write("certs/plant-ca.pem", "not a certificate");
        settle(reloader);

        assertThat(swapped).hasSize(1);
        assertThat(reloader.problems()).isOne();
    }

    @Test
    void policyHash_isTheHashOfTheFile() throws Exception {
        Reloader reloader = settled(new Conf(folder));

        byte[] hash =
                java.security.MessageDigest.getInstance("SHA-256").digest(Conf.POLICY.getBytes(StandardCharsets.UTF_8));
        assertThat(reloader.version()).isOne();
        assertThat(swapped.get(0).policyHash())
                .isEqualTo(java.util.HexFormat.of().formatHex(hash));
    }

    private Reloader settled(Conf conf) {
        Reloader reloader = reloader(conf);
        settle(reloader);
        return reloader;
    }

    private Reloader reloader(Conf conf) {
        return new Reloader(conf.loader(), swapped::add, telemetry, InstantSource.system());
    }

    private static void settle(Reloader reloader) {
        for (int i = 0; i < 10; i++) {
            reloader.look();
        }
    }
}

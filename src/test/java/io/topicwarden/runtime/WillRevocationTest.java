/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What a swap does about the wills that the broker would publish without asking. */
final class WillRevocationTest extends RevokerCase {

    @Test
    void enforce_willForbidden_endsTheConnectionBeforeTheSwap() {
        sessions.whenTold = () -> assertThat(active.current()).as("the old one").contains(first);
        admitted(willing(0));
        forbidWills();

        assertThat(sessions.calls()).anyMatch(call -> call.startsWith("disconnect alice-2"));
        assertThat(sessions.failure).isEmpty();
    }

    @Test
    void enforce_willForbidden_isOnRecordUnderThePolicyThatForbidsIt() throws IOException {
        admitted(willing(0));
        forbidWills();

        assertThat(log.flush(Duration.ofSeconds(30))).isTrue();
        assertThat(records())
                .anyMatch(line -> line.contains("\"event.action\":\"revoke\"")
                        && line.contains("its will is no longer permitted")
                        && line.contains("\"mqtt.topic\":\"plants/brussels/status\"")
                        && line.contains("\"mqtt.retain\":false")
                        && line.contains(active.current().orElseThrow().policyHash()));
    }

    /** Before the swap it goes by what the files to come say, and so does its rule. */
    @Test
    void enforce_willForbiddenToAnotherIdentity_isOnRecordAsThatOne() throws IOException {
        String listener = "mtls:\n    authenticate: certificate\n";
        ConnectedClient client = admitted(Attempts.on("mtls")
                .clientId("one")
                .certificate(conf.ca.client("CN=one,OU=two").issue())
                .will("plants/two/one/measurements"));
        assertThat(client.identity()).contains("one");
        conf.write(
                "topicwarden.yaml",
                Conf.SETTINGS.replace(listener, listener + "    identity: ${cert.ou}\n    client-id: ${cert.cn}\n"));
        conf.write(
                "policy.yaml",
                Conf.POLICY
                        .replace("assignments:\n", "assignments:\n  - {roles: [gag], when: {identity: two}}\n")
                        .replace("roles:\n", "roles:\n  gag: {permissions: [{deny: publish, topics: plants/#}]}\n"));
        revoker.enforce(conf.load());

        assertThat(log.flush(Duration.ofSeconds(30))).isTrue();
        assertThat(records())
                .anyMatch(line -> line.contains("\"user.name\":\"two\"")
                        && line.contains("\"role\":\"gag\"")
                        && line.contains("its will is no longer permitted"));
    }

    @Test
    void enforce_brokerDoesNotTakeTheEndOfAWill_isToldAgainBeforeTheSwap() {
        admitted(willing(0));
        sessions.refuses.set(3);
        sessions.whenTold = () -> assertThat(active.current()).as("the old one").contains(first);
        forbidWills();

        assertThat(sessions.calls()).anyMatch(call -> call.startsWith("disconnect alice-2"));
        assertThat(sessions.failure).isEmpty();
    }

    @Test
    void enforce_willPermitted_leavesItAlone() {
        admitted(willing(0));
        conf.write("policy.yaml", Conf.POLICY.replace("measurements", "other"));
        revoker.enforce(conf.load());

        assertThat(sessions.calls()).isEmpty();
    }

    @Test
    void enforce_delayedWillOfAClientThatIsGone_isTakenBackBeforeTheSwap() {
        gone(admitted(willing(60)));
        sessions.whenTold = () -> assertThat(active.current()).as("the old one").contains(first);
        forbidWills();

        assertThat(sessions.calls().get(0)).isEqualTo("take back the will of alice-2");
        assertThat(sessions.failure).isEmpty();
    }

    /** What the broker has published meanwhile is not said to have been stopped. */
    @Test
    void judgeAll_delayedWillThatIsDue_recordSaysThatItMayHaveBeenPublished() throws IOException {
        judgeAfter(Duration.ofSeconds(61));

        assertThat(sessions.calls()).contains("take back the will of alice-2");
        assertThat(records()).anyMatch(line -> line.contains("if it has not been published"));
    }

    @Test
    void judgeAll_delayedWillThatIsLongOver_isNotOnRecord() throws IOException {
        judgeAfter(Duration.ofSeconds(71));

        assertThat(sessions.calls()).contains("take back the will of alice-2"); // the broker may be late
        assertThat(records()).noneMatch(line -> line.contains("delayed will"));
    }

    /** The broker publishes a will when its session ends, if that is before its time. */
    @Test
    void judgeAll_delayedWillWhoseSessionHasExpired_recordSaysThatItMayHaveBeenPublished() throws IOException {
        judge(willing(3_600), Duration.ofSeconds(601));

        assertThat(records()).anyMatch(line -> line.contains("if it has not been published"));
    }

    private void judgeAfter(Duration passed) throws IOException {
        judge(willing(60), passed);
    }

    private void judge(Attempts willing, Duration passed) throws IOException {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        try (DelayedWills wills = new DelayedWills(sessions, refusals(), now::get)) {
            wills.left(admitted(willing));
            now.set(Instant.EPOCH.plus(passed));
            assertThat(wills.takenBackBy(withoutWills())).hasSize(1);
            active.swap(withoutWills());
            wills.judgeAll();
        }
        assertThat(log.flush(Duration.ofSeconds(30))).isTrue();
    }

    @Test
    void enforce_delayedWillOfAClientThatIsBack_isLeftAlone() {
        gone(admitted(willing(60)));
        ConnectedClient back = admitted(Attempts.on("tls").username("alice").clientId("alice-2"));
        assertThat(revoker.mayStand(back)).isTrue();
        forbidWills();

        assertThat(sessions.calls()).noneMatch(call -> call.startsWith("take back"));
    }

    @Test
    void enforce_delayedWillThatTheClientTookWithIt_isLeftAlone() {
        ConnectedClient client = admitted(willing(60));
        live.remove(client);
        revoker.ended(client, false);
        forbidWills();

        assertThat(sessions.calls()).noneMatch(call -> call.startsWith("take back"));
    }

    /** The broker may begin to wait with a will only after it was taken back: it is taken back again. */
    @Test
    void start_delayedWillForbidden_isTakenBackAgainAndAgain() throws InterruptedException {
        revoker.start();
        gone(admitted(willing(60)));
        forbidWills();

        assertThat(sessions.takenBack.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void ended_willForbiddenByThen_isTakenBack() {
        ConnectedClient client = admitted(willing(60));
        live.remove(client);
        forbidWills();
        assertThat(sessions.calls()).noneMatch(call -> call.startsWith("take back"));

        revoker.ended(client, true);

        assertThat(sessions.calls()).contains("take back the will of alice-2");
    }

    @Test
    void mayStand_willForbiddenSinceItWasDecided_mustNot() {
        ConnectedClient client = admitted(willing(0));
        live.remove(client);
        forbidWills();

        assertThat(revoker.mayStand(client)).isFalse();
        assertThat(client.isRevoked()).isTrue();
    }

    /** Who connects while the snapshot is being put in force would be overlooked by it. */
    @Test
    void mayStand_willForbiddenByTheComingSnapshot_mustNot() {
        ConnectedClient client = admitted(willing(0));
        live.remove(client);
        live.coming(Optional.of(withoutWills()));

        assertThat(revoker.mayStand(client)).isFalse();
    }

    @Test
    void mayStand_nothingChanged_may() {
        assertThat(revoker.mayStand(admitted(willing(0)))).isTrue();
    }

    private static Attempts willing(long delay) {
        return Attempts.on("tls").username("alice").clientId("alice-2").will("plants/brussels/status", delay);
    }

    private void gone(ConnectedClient client) {
        live.remove(client);
        revoker.ended(client, true);
    }

    private Snapshot withoutWills() {
        conf.write("policy.yaml", Conf.POLICY.replace("allow: [publish, subscribe]", "allow: subscribe"));
        return conf.load();
    }

    private void forbidWills() {
        sessions.held = List.of();
        revoker.enforce(withoutWills());
    }

    private List<String> records() throws IOException {
        return Files.readAllLines(folder.resolve("log/denials.jsonl"));
    }
}

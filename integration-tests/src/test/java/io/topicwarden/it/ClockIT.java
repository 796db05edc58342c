/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.audit.ChainKey;
import io.topicwarden.audit.ChainVerifier;
import io.topicwarden.audit.LogFiles;
import io.topicwarden.it.broker.Await;
import io.topicwarden.it.broker.Broker;
import io.topicwarden.it.broker.Entry;
import io.topicwarden.it.broker.Listener;
import io.topicwarden.it.broker.Listener.ClientCertificate;
import io.topicwarden.it.client.Client;
import io.topicwarden.it.client.Library;
import io.topicwarden.it.client.Login;
import io.topicwarden.it.client.Message;
import io.topicwarden.it.client.RawClient;
import io.topicwarden.it.clock.BrokerClock;
import io.topicwarden.testing.IssuedCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A clock that jumps a day ahead and a day back under a running broker. */
@NeedsProcess("an agent in the broker's JVM")
final class ClockIT {

    private static final String SETTINGS =
            """
            version: 1
            listeners:
              plain:
                authenticate: password
                client-id: ${username}*
                plaintext: permitted
              mtls:
                authenticate: certificate
            certificates:
              trust-anchors: [certs/plant-ca.pem]
              revocation-lists: [certs/plant-ca.crl]
            throttle:
              address: {burst: 1000, per-minute: 60}
              identity: {burst: 5, per-minute: 1}
            denied-publish: refuse
            logs:
              denials: {chain: true, rotate-at: 8KiB, keep: 1000}
            """;

    private static final String IDENTITIES =
            """
            version: 1
            identities:
              alice: {password: HASH, roles: [writer]}
              bob: {password: HASH, roles: [writer]}
              carol: {password: HASH, roles: [writer]}
            """
                    .replace("HASH", Site.HASH);

    private static final String POLICY =
            """
            version: 1
            roles:
              writer:
                permissions:
                  - allow: publish
                    topics: data
                  - allow: publish
                    topics: by-day
                    when: {time: {from: "FROM", to: "TO", zone: UTC}}
              device:
                permissions: [{allow: publish, topics: data}]
            assignments:
              - roles: [device]
                when: {listener: mtls}
            blocked:
              - when: {client-id: alice-blocked}
                until: UNTIL
            """;

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration HALF = Duration.ofHours(12);
    private static final Site SITE = new Site();
    private static final ChainKey KEY = ChainKey.generate();

    private static Broker broker;
    private static BrokerClock clock;

    @BeforeAll
    static void start(@TempDir Path folder) {
        clock = new BrokerClock(folder);
        Instant now = Instant.now();
        LocalTime hour = LocalTime.ofInstant(now, ZoneOffset.UTC).withSecond(0).withNano(0);
        broker = SITE.broker()
                .listeners(Listener.tcp("plain"), Listener.tls("mtls", ClientCertificate.REQUIRED))
                .java("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", clock.option())
                .conf("topicwarden.yaml", SETTINGS)
                .conf("identities.yaml", IDENTITIES)
                .conf(
                        "policy.yaml",
                        POLICY.replace("FROM", hour.minusHours(4).toString())
                                .replace("TO", hour.plusHours(4).toString())
                                .replace("UNTIL", now.plus(HALF).toString()))
                .prepare(conf -> install(conf.resolve("../../../log/topicwarden/denials.jsonl")))
                .start();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @BeforeEach
    void setRight() {
        clock.set(Duration.ZERO);
    }

    @Test
    void certificate_expiredForTheClockSetAhead_isEndedOnceAndComesBackOnlyWithTheClock() {
        IssuedCertificate brief = SITE.ca()
                .client("CN=brief")
                .valid(Instant.now().minus(HALF), Instant.now().plus(HALF))
                .issue();
        try (Client ended = certified(brief, "brief");
                Client kept = certified(SITE.sensor("lasting"), "lasting")) {
            clock.set(DAY);
            Await.until("the end of what has expired", () -> !ended.connected());

            assertThat(Site.attempt(Library.PAHO_5, login(brief, "brief")).accepted())
                    .isFalse();
            assertServed(kept);
            clock.set(Duration.ZERO);
            assertThat(ended.connected()).isFalse();
            assertServed(kept);
            certified(brief, "brief").close();
            assertThat(broker.denials()
                            .entries(entry -> entry.action().equals("revoke")
                                    && entry.text("mqtt.client_id").equals("brief")))
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.reason()).isEqualTo("certificate-expired"))
                    .satisfies(entry -> assertThat(entry.count()).isOne());
        }
    }

    @Test
    void certificate_notYetValidForTheClockSetBack_isEnded() {
        IssuedCertificate young = SITE.ca()
                .client("CN=young")
                .valid(Instant.now().minus(HALF), Instant.now().plus(HALF))
                .issue();
        try (Client ended = certified(young, "young");
                Client kept = certified(SITE.sensor("old"), "old")) {
            clock.set(DAY.negated());
            Await.until("the end of what is not valid yet", () -> !ended.connected());

            assertServed(kept);
            assertThat(broker.denials().awaitClient("young").reason()).isEqualTo("certificate-not-yet-valid");
        }
    }

    @Test
    void block_untilAnInstantBetween_endsAndHoldsAgainWithTheClock() {
        Login blocked = Site.user(broker, "plain", "alice", "alice-blocked");
        assertThat(Site.attempt(Library.PAHO_5, blocked).accepted()).isFalse();
        clock.set(DAY);
        try (Client client = Site.connected(Library.PAHO_5, blocked);
                Client other = user("alice", "alice-other")) {
            clock.set(Duration.ZERO);
            Await.until("the end of who is blocked again", () -> !client.connected());

            assertServed(other);
            assertThat(broker.denials()
                            .await(
                                    "the end",
                                    entry -> entry.action().equals("revoke")
                                            && entry.text("mqtt.client_id").equals("alice-blocked"))
                            .reason())
                    .isEqualTo("blocked");
        }
    }

    @Test
    void hours_clockSetBothWays_areThoseOfTheClock() {
        Message message = Message.of("by-day", "x");
        try (Client client = user("alice", "alice-hours")) {
            assertThat(client.publish(message).accepted()).isTrue();
            for (Duration off : List.of(HALF, HALF.negated(), DAY.plus(HALF))) {
                clock.set(off);
                assertThat(client.publish(message).accepted()).as("at %s", off).isFalse();
                clock.set(off.isNegative() ? DAY.negated() : DAY);
                assertThat(client.publish(message).accepted())
                        .as("after %s", off)
                        .isTrue();
            }
        }
    }

    /** One failure is forgotten a minute: a clock that could be set would forget five, and whom it has just verified. */
    @Test
    void throttle_clockSetBothWays_forgetsNeitherFailuresNorWhomItKnows() {
        user("bob", "bob-1").close();
        assertThat(looked("bob-first")).isEqualTo(5);
        assertThat(looked("bob-now")).isLessThan(5);
        for (Duration off : List.of(DAY, DAY.negated(), Duration.ZERO)) {
            clock.set(off);

            assertThat(looked("bob-" + off)).as("guesses looked at, at %s", off).isLessThan(5);
            user("bob", "bob-known-" + off).close();
        }
    }

    @Test
    void log_clockSetBothWays_isExactInOrderAndIntact() throws IOException {
        List<Duration> offs = List.of(Duration.ZERO, DAY, DAY.negated(), DAY.multipliedBy(2), Duration.ZERO);
        for (int i = 0; i < offs.size(); i++) {
            clock.set(offs.get(i));
            Instant least = Instant.now().plus(offs.get(i)).minusMillis(1);
            for (int client = 0; client < 20; client++) {
                refuse("log-" + i + "-" + client);
            }
            Entry entry = broker.denials().awaitClient("log-" + i + "-0");
            assertThat(Instant.parse(entry.text("@timestamp"))).isBetween(least, least.plus(HALF));
        }
        Await.until("all refusals", () -> refusedHere().size() >= 20 * offs.size());

        assertThat(refusedHere()).hasSize(20 * offs.size()).allMatch(entry -> entry.count() == 1);
        assertThat(refusedHere().stream().map(Entry::id)).isSorted();
        assertThat(new LogFiles(log()).inOrder()).as("rotated").hasSizeGreaterThan(3);
        // what other tests have done can still be on its way there
        Await.until("a log without gaps", () -> isWithoutGaps(broker.denials().entries()));
        Await.until("an intact log", () -> isIntact());
    }

    private static List<Entry> refusedHere() {
        return broker.denials().entries(entry -> entry.text("mqtt.client_id").startsWith("log-"));
    }

    private static boolean isWithoutGaps(List<Entry> entries) {
        return entries.stream()
                .map(Entry::sequence)
                .toList()
                .equals(LongStream.rangeClosed(1, entries.size()).boxed().toList());
    }

    private static boolean isIntact() {
        try {
            return ChainVerifier.verify(
                            log(), new LogFiles(log()).inOrder(), List.of(KEY), ChainVerifier.stateOf(log()))
                    .findings()
                    .isEmpty();
        } catch (IOException rotatedMeanwhile) {
            return false;
        }
    }

    private static Path log() {
        return broker.folder().resolve("log/topicwarden/denials.jsonl");
    }

    @Test
    void connection_clockSetBackMeanwhile_lastedAsLongAsItDid() {
        clock.set(DAY);
        Client client = user("carol", "carol-1");
        clock.set(DAY.negated());
        client.close();

        Entry ended = broker.connections()
                .await(
                        "the end",
                        entry -> entry.action().equals("disconnected")
                                && entry.text("mqtt.client_id").equals("carol-1"));
        assertThat(Duration.ofNanos(Long.parseLong(ended.text("event.duration"))))
                .isBetween(Duration.ofNanos(1), HALF);
    }

    @Test
    void policy_savedWhileTheFilesAreOfTheFuture_isInForce() {
        clock.set(DAY.negated());
        String policy = read(broker.conf().resolve("policy.yaml"));
        try (Client client = user("alice", "alice-late")) {
            Site.save(broker, "policy.yaml", policy.replace("topics: data", "topics: [data, late]"));

            assertThat(client.publish(Message.of("late", "x")).accepted()).isTrue();
        } finally {
            Site.save(broker, "policy.yaml", policy);
        }
    }

    private static void install(Path log) {
        try {
            KEY.install(log.normalize());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Client user(String name, String clientId) {
        return Site.connected(Library.HIVEMQ_5, Site.user(broker, "plain", name, clientId));
    }

    private static Client certified(IssuedCertificate certificate, String name) {
        return Site.connected(Library.PAHO_5, login(certificate, name));
    }

    private static Login login(IssuedCertificate certificate, String name) {
        return Login.at(broker.address("mtls"), name).over(SITE.tls().presenting(certificate));
    }

    private static void assertServed(Client client) {
        assertThat(client.connected()).isTrue();
        assertThat(client.publish(Message.of("data", "x")).accepted()).isTrue();
    }

    private static void guess(String clientId) {
        try (RawClient client = RawClient.open(broker.address("plain"))) {
            assertThat(client.connect(clientId, "bob", "a guess").connackCode()).isNotZero();
        }
    }

    /** How many of five guesses were looked at. */
    private static long looked(String prefix) {
        for (int i = 0; i < 5; i++) {
            guess(prefix + "-" + i);
        }
        broker.denials().awaitClient(prefix + "-4");
        return broker.denials()
                .entries(entry -> entry.text("mqtt.client_id").startsWith(prefix + "-")
                        && entry.reason().equals("bad-credentials"))
                .size();
    }

    private static void refuse(String clientId) {
        try (RawClient client = RawClient.open(broker.address("plain"))) {
            assertThat(client.connect(clientId, "", "").connackCode()).isNotZero();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

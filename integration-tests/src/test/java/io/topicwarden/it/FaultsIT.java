/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.it.broker.Await;
import io.topicwarden.it.broker.Broker;
import io.topicwarden.it.broker.BrokerBuilder;
import io.topicwarden.it.broker.Entry;
import io.topicwarden.it.broker.Listener;
import io.topicwarden.it.broker.Saving;
import io.topicwarden.it.client.Client;
import io.topicwarden.it.client.Library;
import io.topicwarden.it.client.Message;
import io.topicwarden.it.client.RawClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What happens to the machine under a running broker: the answer stays no, others are served, and nothing is lost. */
final class FaultsIT {

    private static final String SETTINGS =
            """
            version: 1
            listeners:
              plain:
                authenticate: password
                client-id: ${username}*
                plaintext: permitted
            denied-publish: refuse
            logs:
              denials: {rotate-at: 1GiB}
            """;

    /** The check of {@code large} takes 256 MiB. */
    private static final String IDENTITIES =
            """
            version: 1
            identities:
              alice: {password: HASH, roles: [writer]}
              large: {password: "$argon2id$v=19$m=262144,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$pclxcsa4X0bZ5lu7Vy5h3p7EU7VbuW7pGRWETxHuU0c"}
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
            """;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** A folder of the kernel's, in which nobody can make a file. */
    private static final Path READ_ONLY = Path.of("/sys/kernel");

    private static final String KEPT = "kept in memory";

    /** What is put in the place of the log folder. */
    private interface Putting {
        void inPlaceOf(Path folder) throws IOException;
    }

    @Test
    void logFolder_replacedByAFile_nothingIsLostAndItIsToldOnce() throws IOException {
        assertThat(toldWhile(folder -> Files.writeString(folder, "in its place")))
                .hasSize(1);
    }

    /** Nobody may write there, whoever he is: the tests may be run by root, whom no permission stops. */
    @Test
    void logFolder_notWritable_nothingIsLostAndItIsToldOnce() throws IOException {
        assertThat(toldWhile(folder -> Files.createSymbolicLink(folder, READ_ONLY)))
                .singleElement()
                .asString()
                .containsPattern("AccessDeniedException|Read-only file system"); // the second in a container
    }

    /** What the broker's log says of a log folder that is something else for a while; what was refused meanwhile is in it then. */
    private static List<String> toldWhile(Putting putting) throws IOException {
        try (Broker broker = builder().start();
                Client alice = alice(broker)) {
            refuse(broker, "before", 3);
            awaitCount(broker, 3);
            Path folder = broker.folder().resolve("log/topicwarden");
            Path aside = Files.move(folder, folder.resolveSibling("aside"));
            putting.inPlaceOf(folder);
            refuse(broker, "meanwhile", 50);
            broker.log().await("writing the denial log", KEPT);
            assertServed(alice);
            Files.delete(folder);
            Files.move(aside, folder);
            broker.log().await("writing the denial log works again");

            awaitCount(broker, 3 + 50 + 1);
            assertWhole(broker);
            return failuresTold(broker);
        }
    }

    @Test
    void logFolder_notWritableAtTheStart_isWrittenOnceItCanBe() throws IOException {
        try (Broker broker = builder()
                        .prepare(conf -> link(records(conf).resolveSibling("."), READ_ONLY))
                        .start();
                Client alice = alice(broker)) {
            refuse(broker, "early", 5);
            assertServed(alice);
            broker.log().await("writing the denial log", KEPT);
            Path folder = broker.folder().resolve("log/topicwarden");
            Path disk = Files.createDirectory(folder.resolveSibling("disk"));
            Files.delete(folder);
            Files.createSymbolicLink(folder, disk.getFileName());
            broker.log().await("writing the denial log works again");

            awaitCount(broker, 5 + 1);
            assertWhole(broker);
            assertThat(failuresTold(broker)).hasSize(1);
        }
    }

    @Test
    void logFolder_deletedUnderWay_isMadeAgainAndNumbersGoOn() throws IOException {
        try (Broker broker = builder().start();
                Client alice = alice(broker)) {
            refuse(broker, "before", 3);
            awaitCount(broker, 3);
            delete(broker.folder().resolve("log/topicwarden"));
            refuse(broker, "after", 2);
            awaitCount(broker, 2);

            assertServed(alice);
            assertThat(broker.denials().entries().get(0).sequence()).isGreaterThan(3);
        }
    }

    /** A limit on the size of files stands for the full disk: writing fails half way in both cases. */
    @Test
    void disk_full_nothingIsLostAndItIsToldOnce() throws IOException {
        int bytes = 32 << 20;
        try (Broker broker = builder()
                        .limit("-f " + bytes / bytesOfAShellsBlock())
                        .prepare(conf -> fill(records(conf), bytes - 20_000))
                        .start();
                Client alice = alice(broker)) {
            long before = broker.denials().entries().size();
            refuse(broker, "full", 200);
            broker.log().await("writing the denial log", KEPT);
            assertServed(alice);
            Path file = broker.folder().resolve("log/topicwarden/denials.jsonl");
            Files.move(file, file.resolveSibling("denials.jsonl.1"));
            broker.log().await("writing the denial log works again");

            awaitCount(broker, before + 200 + 1);
            assertWhole(broker);
            assertThat(failuresTold(broker)).hasSize(1);
        }
    }

    @Test
    void fileHandles_usedUp_connectedClientsAreServedAndNothingIsLost() throws IOException {
        int limit = 400;
        try (Broker broker = builder().limit("-n " + limit).start();
                Client alice = alice(broker)) {
            refuse(broker, "before", 3);
            awaitCount(broker, 3);
            List<RawClient> idle = new ArrayList<>();
            for (int i = 0; i < limit; i++) {
                idle.add(RawClient.open(broker.address("plain")));
            }
            Await.until("all handles to be used", PATIENCE, () -> handles(broker) >= limit - 2);
            Files.delete(broker.folder().resolve("log/topicwarden/denials.jsonl"));
            Saving.RENAME_INTO_PLACE.save(broker.conf().resolve("policy.yaml"), POLICY.replace("data", "[data, late]"));
            assertServed(alice);
            assertServed(alice);
            idle.forEach(RawClient::close);

            Await.until("the policy saved meanwhile", PATIENCE, () -> alice.publish(Message.of("late", "x"))
                    .accepted());
            refuse(broker, "after", 1);
            Await.until(
                    "the records",
                    PATIENCE,
                    () -> broker
                                    .denials()
                                    .entries(entry -> entry.text("mqtt.topic").equals("forbidden"))
                                    .stream()
                                    .mapToLong(Entry::count)
                                    .sum()
                            == 2);
            broker.denials().awaitClient("after-0");
        }
    }

    @Test
    void memory_notEnoughForAPasswordCheck_refusedAndOthersAreServed() {
        try (Broker broker = builder()
                        .java("-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
                        .start();
                Client alice = alice(broker)) {
            for (int i = 0; i < 5; i++) {
                try (RawClient client = RawClient.open(broker.address("plain"))) {
                    assertThat(client.connect("large-" + i, "large", "guess-" + i)
                                    .connackCode())
                            .isNotZero();
                }
            }

            Entry entry = broker.denials().awaitClient("large-0");
            assertThat(entry.reason()).isEqualTo("internal-error");
            assertThat(entry.text("message")).contains("OutOfMemoryError");
            assertServed(alice);
            alice(broker, "alice-new").close();
            awaitCount(broker, 5 + 1);
            assertThat(broker.log().lines())
                    .filteredOn(line -> line.contains("Passwords could not be checked"))
                    .as("told once")
                    .hasSize(1);
        }
    }

    @Test
    void killed_inTheMiddleOfALine_theLogIsReadableAndGoesOn() throws IOException {
        try (Broker broker = builder().start()) {
            CompletableFuture<Void> flood = CompletableFuture.runAsync(() -> refuseUntilGone(broker));
            Await.until("records", PATIENCE, () -> broker.denials().lines().size() >= 20);
            broker.kill();
            flood.join();
            String half = broker.denials().lines().get(0).substring(0, 150);
            Files.writeString(
                    broker.folder().resolve("log/topicwarden/denials.jsonl"), half, StandardOpenOption.APPEND);
            int written = broker.denials().entries().size();
            broker.restart();
            refuse(broker, "after", 2);
            broker.denials().awaitClient("after-1");

            assertThat(broker.denials().entries()).hasSizeGreaterThanOrEqualTo(written + 2);
            assertWhole(broker);
            broker.log().await("was written by half and has been cut off");
            alice(broker).close();
        }
    }

    @Test
    void settings_savedTenTimesASecond_theLastGoodOnesHoldAndThenTheNewOnes() {
        try (Broker broker = builder().start();
                Client alice = alice(broker)) {
            AtomicBoolean saving = new AtomicBoolean(true);
            CompletableFuture<Void> saves = CompletableFuture.runAsync(() -> saveAgainAndAgain(broker, saving));
            for (int i = 0; i < 20; i++) {
                assertServed(alice);
                refuse(broker, "meanwhile-" + i, 1);
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
            saving.set(false);
            saves.join();
            Saving.TRUNCATE_AND_WRITE.save(
                    broker.conf().resolve("policy.yaml"), POLICY.replace("data", "[data, late]"));

            Await.until("the last policy", PATIENCE, () -> alice.publish(Message.of("late", "x"))
                    .accepted());
            assertServed(alice);
        }
    }

    private static BrokerBuilder builder() {
        return Broker.builder()
                .listeners(Listener.tcp("plain"))
                .conf("topicwarden.yaml", SETTINGS)
                .conf("identities.yaml", IDENTITIES)
                .conf("policy.yaml", POLICY);
    }

    private static Client alice(Broker broker) {
        return alice(broker, "alice");
    }

    private static Client alice(Broker broker, String clientId) {
        return Site.connected(Library.HIVEMQ_5, Site.user(broker, "plain", "alice", clientId));
    }

    /** What is permitted is done, and what is not is refused: one denial. */
    private static void assertServed(Client alice) {
        assertThat(alice.publish(Message.of("data", "x")).accepted()).isTrue();
        assertThat(alice.publish(Message.of("forbidden", "x")).accepted()).isFalse();
    }

    /** So many denials, each of another client identifier. */
    private static void refuse(Broker broker, String prefix, int times) {
        for (int i = 0; i < times; i++) {
            try (RawClient client = RawClient.open(broker.address("plain"))) {
                assertThat(client.connect(prefix + "-" + i, "", "").connackCode())
                        .isNotZero();
            }
        }
    }

    private static void refuseUntilGone(Broker broker) {
        try {
            for (int i = 0; ; i++) {
                refuse(broker, "flood-" + i, 1);
            }
        } catch (RuntimeException | AssertionError gone) {
            // as it should be
        }
    }

    private static void saveAgainAndAgain(Broker broker, AtomicBoolean saving) {
        Path file = broker.conf().resolve("topicwarden.yaml");
        for (int i = 0; saving.get(); i++) {
            String half = SETTINGS.substring(0, SETTINGS.length() / 2);
            Saving.TRUNCATE_AND_WRITE.save(file, i % 2 == 0 ? half : SETTINGS + "# save " + i + "\n");
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        Saving.TRUNCATE_AND_WRITE.save(file, SETTINGS);
    }

    private static void awaitCount(Broker broker, long refusals) {
        Await.until(
                refusals + " refusals on record",
                PATIENCE,
                () -> broker.denials().count(any -> true) >= refusals);
        assertThat(broker.denials().count(any -> true)).isEqualTo(refusals);
    }

    /** Every line is read, and none is missing between the first and the last. */
    private static void assertWhole(Broker broker) {
        List<Long> sequence =
                broker.denials().entries().stream().map(Entry::sequence).toList();
        assertThat(sequence)
                .isEqualTo(LongStream.range(sequence.get(0), sequence.get(0) + sequence.size())
                        .boxed()
                        .toList());
    }

    private static List<String> failuresTold(Broker broker) {
        return broker.log().lines().stream()
                .filter(line -> line.contains("writing the denial log") && line.contains(KEPT))
                .toList();
    }

    private static void link(Path from, Path to) {
        try {
            Files.createDirectories(from.normalize().resolveSibling("."));
            Files.createSymbolicLink(from.normalize(), to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path records(Path conf) {
        return conf.resolve("../../../log/topicwarden/denials.jsonl").normalize();
    }

    /** A log of so many bytes. */
    private static void fill(Path file, int bytes) {
        int lineBytes = 1_000;
        StringBuilder lines = new StringBuilder();
        for (int sequence = 1; lines.length() < bytes; sequence++) {
            String line = "{\"@timestamp\":\"2026-01-01T00:00:00.000Z\",\"event.id\":\"x\",\"event.sequence\":"
                    + sequence + ",\"topicwarden.count\":1,\"message\":\"";
            lines.append(line).append("x".repeat(lineBytes - line.length() - 3)).append("\"}\n");
        }
        try {
            Files.createDirectories(file.resolveSibling("."));
            Files.writeString(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What {@code ulimit -f} counts in, which differs between shells. */
    private static int bytesOfAShellsBlock() throws IOException {
        Path file = Files.createTempFile("topicwarden-it-", ".block");
        Process shell = new ProcessBuilder(
                        "sh", "-c", "ulimit -f 1; exec head -c 4096 /dev/zero >> \"$0\"", file.toString())
                .redirectErrorStream(true)
                .start();
        shell.onExit().join();
        int block = (int) Files.size(file);
        Files.delete(file);
        return block;
    }

    private static long handles(Broker broker) {
        try (Stream<Path> handles = Files.list(Path.of("/proc", String.valueOf(broker.pid()), "fd"))) {
            return handles.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}

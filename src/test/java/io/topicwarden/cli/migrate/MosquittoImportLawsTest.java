/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.engine.ClientPermissions;
import io.topicwarden.engine.CompiledPolicy;
import io.topicwarden.policy.Client;
import io.topicwarden.policy.Identity;
import io.topicwarden.policy.MqttVersion;
import io.topicwarden.policy.Policy;
import io.topicwarden.policy.yaml.IdentitiesReader;
import io.topicwarden.policy.yaml.PolicyReader;
import io.topicwarden.policy.yaml.SourceFile;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Imports of random ACL files against what Mosquitto permits by them, for all clients and topics of a tiny universe. */
final class MosquittoImportLawsTest {

    private static final int CASES = Integer.getInteger("topicwarden.law-cases", 150);
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final List<String> USERS = List.of("a", "b", "u+1", "u/v", "$u");
    private static final List<String> CLIENT_IDS = List.of("a", "b", "SYS");
    private static final List<String> ODD_CLIENT_IDS = List.of("c/d", "$c", "c+");
    private static final List<String> LEVELS = List.of("a", "b", "%c", "%u", "+", "", "x", "d%c", "%u-%c", "${", "#");
    private static final List<String> FIRST_LEVELS = List.of("$SYS", "$share", "$other", "$%c", "%c", "%u", "+");
    private static final List<String> ACCESSES = List.of("read", "write", "readwrite", "read", "write", "deny");
    private static final List<String> TOPICS = topics();

    /** A random ACL file and what was made of it. */
    private record Case(
            long seed,
            String acl,
            MosquittoAccess mosquitto,
            Imported imported,
            Policy policy,
            CompiledPolicy compiled,
            Map<String, Identity> identities) {

        static Case of(long seed) {
            List<MosquittoAccess.Line> lines = lines(new Random(seed));
            String acl = text(lines);
            try {
                Imported imported = MosquittoImport.of(file("acl.txt", acl), Optional.empty());
                Policy policy = PolicyReader.read(List.of(file("policy.yaml", imported.policy())))
                        .value()
                        .orElseThrow();
                Map<String, Identity> identities = IdentitiesReader.read(
                                file("identities.yaml", imported.identities()),
                                policy.roles().keySet())
                        .value()
                        .orElseThrow();
                return new Case(
                        seed, acl, new MosquittoAccess(lines), imported, policy, CompiledPolicy.of(policy), identities);
            } catch (ImportFaultException | RuntimeException e) {
                throw new AssertionError("seed " + seed + "\n" + acl, e);
            }
        }

        private static SourceFile file(String name, String text) {
            return new SourceFile(name, text.getBytes(StandardCharsets.UTF_8));
        }

        /** Those whose names the import knows, and those whose names are one level of a topic. */
        List<String> understoodUsers() {
            return USERS.stream()
                    .filter(user -> user.length() == 1 || identities.containsKey(user))
                    .toList();
        }

        ClientPermissions bind(String user, String clientId) {
            Client unknown = new Client(
                    clientId,
                    Optional.of(user),
                    Optional.of(user),
                    "l",
                    Optional.empty(),
                    Optional.empty(),
                    MqttVersion.MQTT_5,
                    Optional.empty(),
                    Map.of(),
                    Set.of());
            Client client = identities.containsKey(user) ? unknown.as(identities.get(user)) : unknown;
            return compiled.roleSet(policy.rolesOf(client, NOW)).bind(client, InstantSource.fixed(NOW));
        }

        @Override
        public String toString() {
            return "seed " + seed + "\n" + acl + "\n" + imported.policy() + "\n" + imported.notes();
        }
    }

    /** What is permitted by Mosquitto and by ours. */
    private interface Agreement {
        boolean holds(boolean theirs, boolean ours);
    }

    @Test
    void of_anyFile_permitsNothingThatMosquittoDidNot() {
        List<String> clientIds =
                Stream.concat(CLIENT_IDS.stream(), ODD_CLIENT_IDS.stream()).toList();
        for (Case one : ALL) {
            assertThat(disagreements(one, USERS, clientIds, (theirs, ours) -> theirs || !ours))
                    .as("%s", one)
                    .isEmpty();
        }
    }

    @Test
    void of_fileCarriedOverExactly_permitsTheSame() {
        for (Case one : ALL) {
            if (one.imported().isExact()) {
                assertThat(disagreements(one, one.understoodUsers(), CLIENT_IDS, (theirs, ours) -> theirs == ours))
                        .as("%s", one)
                        .isEmpty();
            }
        }
    }

    @Test
    void of_anyFile_isCarriedOverExactlyOften() {
        assertThat(ALL.stream().filter(one -> one.imported().isExact()).count()).isGreaterThan(CASES / 5);
    }

    private static List<String> disagreements(
            Case one, List<String> users, List<String> clientIds, Agreement agreement) {
        List<String> found = new ArrayList<>();
        for (String user : users) {
            for (String clientId : clientIds) {
                ClientPermissions ours = one.bind(user, clientId);
                for (String topic : TOPICS) {
                    if (!agreement.holds(
                            one.mosquitto().publishes(user, clientId, topic),
                            ours.publish(topic, 0, false, 0).isAllowed())) {
                        found.add("publish by " + user + " as " + clientId + ": " + topic);
                    }
                    if (!agreement.holds(
                            one.mosquitto().delivers(user, clientId, topic),
                            ours.deliver(topic, 0).isAllowed())) {
                        found.add("deliver to " + user + " as " + clientId + ": " + topic);
                    }
                }
            }
        }
        return found;
    }

    private static final List<Case> ALL =
            LongStream.range(0, CASES).mapToObj(Case::of).toList();

    private static List<MosquittoAccess.Line> lines(Random random) {
        List<MosquittoAccess.Line> lines = new ArrayList<>();
        Optional<String> user = Optional.empty();
        int count = 1 + random.nextInt(6);
        for (int i = 0; i < count; i++) {
            if (random.nextInt(3) > 0) {
                user = Optional.of(USERS.get(random.nextInt(random.nextInt(4) == 0 ? USERS.size() : 2)));
            }
            lines.add(new MosquittoAccess.Line(
                    random.nextInt(3) == 0, user, ACCESSES.get(random.nextInt(ACCESSES.size())), topic(random)));
        }
        return lines;
    }

    private static String text(List<MosquittoAccess.Line> lines) {
        StringBuilder acl = new StringBuilder();
        Optional<String> user = Optional.empty();
        for (MosquittoAccess.Line line : lines) {
            if (!line.user().equals(user)) {
                acl.append("user ").append(line.user().orElseThrow()).append('\n');
            }
            user = line.user();
            acl.append(line).append('\n');
        }
        return acl.toString();
    }

    private static String topic(Random random) {
        List<String> levels = new ArrayList<>();
        if (random.nextInt(5) == 0) {
            levels.add(FIRST_LEVELS.get(random.nextInt(FIRST_LEVELS.size())));
        }
        if (random.nextInt(40) == 0) {
            return "$SYS/broker/connection/"
                    + List.of("a/state", "%c/state", "+/state", "#").get(random.nextInt(4));
        }
        int more = 1 + random.nextInt(3);
        for (int i = 0; i < more; i++) {
            levels.add(LEVELS.get(random.nextInt(random.nextInt(3) == 0 ? LEVELS.size() : 7)));
        }
        String topic = String.join("/", levels).replace("#/", "+/");
        return topic.isEmpty() ? "#" : topic;
    }

    private static List<String> topics() {
        List<String> topics =
                new ArrayList<>(List.of("$SYS/broker/connection/a/state", "$SYS/broker/connection/c/d", "$c/a"));
        List<String> levels = List.of("a", "b", "", "da", "a-b", "${", "$other");
        for (String first : Stream.concat(levels.stream(), Stream.of("$SYS", "$share", "$a", "$c", "c", "$u", "u"))
                .toList()) {
            topics.add(first);
            for (String second : levels) {
                topics.add(first + "/" + second);
                topics.add(first + "/" + second + "/a");
                topics.add(first + "/" + second + "/");
            }
        }
        topics.remove("");
        return topics;
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.engine.ClientPermissions;
import io.topicwarden.engine.CompiledPolicy;
import io.topicwarden.engine.Decision;
import io.topicwarden.policy.Policy;
import io.topicwarden.policy.yaml.PolicyReader;
import io.topicwarden.policy.yaml.SourceFile;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Differences are exactly where two policies decide differently, on random policies and everything that they can tell apart. */
final class ShadowLawsTest extends ShadowCase {

    private static final List<String> TOPICS =
            List.of("a", "b", "a/a", "a/b", "b/a", "a/a/b", "a/b/a", "$s", "a/", "", "alice-1/a");
    private static final List<String> FILTERS = List.of(
            "a",
            "+",
            "#",
            "a/+",
            "a/#",
            "+/b",
            "a/+/b",
            "+/+",
            "$s",
            "$s/#",
            "$share/g/a",
            "$share/g/a/+",
            "a//b",
            "a/#/b");
    private static final List<String> PATTERNS =
            List.of("a", "b", "+", "\"#\"", "a/+", "\"a/#\"", "+/b", "a/b", "a/+/b", "\"${client.id}/a\"", "$s");

    /** What both say of one thing: how many differences there must be. */
    private final long[] expected = new long[2];

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void differences_ofRandomPolicies_areWhereTheyDecideDifferently(long seed) {
        enforce();
        ConnectedClient alice = alice();
        Random random = new Random(seed);
        for (int round = 0; round < 20; round++) {
            String one = policy(random);
            String other = policy(random);
            compare(alice, compiled(one), compiled(other));

            assertThat(List.of(
                            counted("publish.would-deny") + counted("subscribe.would-deny"),
                            counted("publish.would-allow") + counted("subscribe.would-allow")))
                    .as("seed %d, round %d:\n%s\n%s", seed, round, one, other)
                    .isEqualTo(List.of(expected[0], expected[1]));
        }
    }

    private void compare(ConnectedClient alice, PolicyInUse one, PolicyInUse other) {
        ClientPermissions here = one.permissionsOf(alice.client());
        ClientPermissions there = other.permissionsOf(alice.client());
        ClientShadow shadow =
                new Shadow(other, "hash", shadows).of(alice.client()).orElseThrow();
        for (int qos = 0; qos <= 2; qos++) {
            for (String topic : TOPICS) {
                Decision decided = here.publish(topic, qos, false, 5);
                shadow.publish(alice, decided, topic, qos, false, 5);
                expect(rank(decided), rank(there.publish(topic, qos, false, 5)));
            }
            for (String filter : FILTERS) {
                subscribe(alice, here, there, shadow, filter, qos, false);
                subscribe(alice, here, there, shadow, filter, qos, true);
            }
        }
    }

    private void subscribe(
            ConnectedClient alice,
            ClientPermissions here,
            ClientPermissions there,
            ClientShadow shadow,
            String filter,
            int qos,
            boolean partly) {
        shadow.subscribe(alice, SubscriptionDecision.of(here, filter, qos, partly), filter, qos, partly);
        expect(rank(here, filter, qos, partly), rank(there, filter, qos, partly));
    }

    private void expect(int here, int there) {
        expected[0] += there < here ? 1 : 0;
        expected[1] += there > here ? 1 : 0;
    }

    private static int rank(Decision decision) {
        return decision.isAllowed() ? 2 : 0;
    }

    /** Nothing, a part, or all; a shared subscription is never filtered. */
    private static int rank(ClientPermissions permissions, String filter, int qos, boolean partly) {
        if (permissions.subscribe(filter, qos).isAllowed()) {
            return 2;
        }
        return partly && !filter.startsWith("$share/") && permissions.partlyPermits(filter, qos) ? 1 : 0;
    }

    private PolicyInUse compiled(String text) {
        Policy policy = PolicyReader.read(List.of(new SourceFile("policy.yaml", text.getBytes(StandardCharsets.UTF_8))))
                .value()
                .orElseThrow(() -> new AssertionError(text));
        return new PolicyInUse(CompiledPolicy.of(policy), "hash", InstantSource.system());
    }

    private static String policy(Random random) {
        StringBuilder text = new StringBuilder("version: 1\nroles:\n  operator:\n    permissions:\n");
        int permissions = 1 + random.nextInt(4);
        for (int i = 0; i < permissions; i++) {
            boolean deny = i > 0 && random.nextInt(3) == 0;
            text.append("      - ")
                    .append(deny ? "deny" : "allow")
                    .append(
                            random.nextBoolean()
                                    ? ": [publish, subscribe]"
                                    : random.nextBoolean() ? ": publish" : ": subscribe")
                    .append("\n        topics: ")
                    .append(PATTERNS.get(random.nextInt(PATTERNS.size())))
                    .append(deny ? "" : "\n        wildcards: random")
                    .append(random.nextInt(3) == 0 ? "\n        qos: [0, 1]" : "")
                    .append('\n');
        }
        return text.toString();
    }
}

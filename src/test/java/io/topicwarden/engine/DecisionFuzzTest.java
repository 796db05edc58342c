/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import static io.topicwarden.engine.Permissions.allow;
import static io.topicwarden.engine.Permissions.deny;
import static io.topicwarden.policy.Action.PUBLISH;
import static io.topicwarden.policy.Action.SUBSCRIBE;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.topicwarden.testing.BytesRandom;
import io.topicwarden.testing.HostileText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Decisions on policies and texts that a fuzzer makes, against the oracle and against what holds of any text. */
final class DecisionFuzzTest {

    private static final ClientPermissions PERMISSIONS = Policies.bind(
            Clients.client("c1", Map.of("v", List.of("a", "b"))),
            allow(PUBLISH, "a/+/${client.id}", "${attributes.v}/#", "x"),
            deny(PUBLISH, "+/secret/#", "a/b/c"),
            allow(SUBSCRIBE, "a/+/${client.id}", "${attributes.v}/x/#", "x", "+/open/+")
                    .sharedGroups("g"),
            allow(SUBSCRIBE, "+", "+/+", "+/+/+/#", "$SYS/#"),
            deny(SUBSCRIBE, "+/secret/#"));

    static Stream<byte[]> choices() {
        return Stream.of(
                new byte[64], new byte[] {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3, 2, 3, 8, 4, 6, 2, 6, 4});
    }

    static Stream<byte[]> topics() {
        return Stream.of(
                        "a/b/c1",
                        "a/secret/x",
                        "$share/g/a/+/c1",
                        "$share//x",
                        "$share/g",
                        "$share/g/",
                        "$share/+/x",
                        "$share/g/$SYS/#",
                        "$share/g/$share/h/x",
                        "+/+/#",
                        "/////",
                        "#",
                        "a/#/b",
                        "$SYS/broker")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    /** Random policies, clients and requests, whose choices the fuzzer makes, decided as brute force decides them. */
    @MethodSource("choices")
    @FuzzTest
    void policyAndRequest(byte[] bytes) {
        RandomCase random = new RandomCase(new BytesRandom(bytes));
        String filter = random.filter();
        int qos = random.qos();
        Optional<String> group = random.group();
        String raw = group.map(name -> "$share/" + name + "/" + filter).orElse(filter);
        List<String> topics = random.universe(filter).matchedBy(filter);
        Predicate<String> mayRead = random.oracle().mayRead(qos, group);
        assertThat(random.bound().subscribe(raw, qos).isAllowed())
                .as("%s, %s, QoS %d", random, raw, qos)
                .isEqualTo(topics.stream().allMatch(mayRead));
        assertThat(random.bound().partlyPermits(raw, qos))
                .as("%s, %s, QoS %d", random, raw, qos)
                .isEqualTo(topics.stream().anyMatch(mayRead));
        String topic = random.topic();
        assertThat(random.bound().publish(topic, qos, false, 0).isAllowed())
                .as("%s, %s, QoS %d", random, topic, qos)
                .isEqualTo(random.oracle().mayPublish(qos, false, 0).test(topic));
        assertThat(random.bound().deliver(topic, qos).isAllowed())
                .as("%s, %s, QoS %d", random, topic, qos)
                .isEqualTo(random.oracle().mayReceive(qos).test(topic));
    }

    /** Any text as a topic name and as a topic filter. */
    @MethodSource("topics")
    @FuzzTest
    void anyText(byte[] bytes) {
        String text = HostileText.of(bytes);
        boolean name = Levels.isTopicName(text);
        assertThat(PERMISSIONS.publish(text, 0, false, 0).isAllowed() && !name).isFalse();
        assertThat(PERMISSIONS.deliver(text, 0).isAllowed() && !name).isFalse();
        assertThat(PERMISSIONS.will(text, 0, false, 0).isAllowed() && text.startsWith("$"))
                .isFalse();
        Decision decision = PERMISSIONS.subscribe(text, 0);
        if (decision.isAllowed()) {
            assertThat(RequestedFilter.parse(text)).isInstanceOf(RequestedFilter.Valid.class);
            assertThat(PERMISSIONS.partlyPermits(text, 0) || matchesNoTopic(text))
                    .isTrue();
        }
        if (name && !text.startsWith("$share")) {
            assertThat(decision.isAllowed())
                    .isEqualTo(PERMISSIONS.deliver(text, 0).isAllowed());
        }
        if (decision instanceof Decision.Denied denied) {
            denied.witness().filter(witness -> !text.startsWith("$share")).ifPresent(witness -> assertThat(
                            PERMISSIONS.deliver(witness, 0).isAllowed())
                    .isFalse());
        }
    }

    /** Any text as a client identifier: in its place of a pattern it stands for itself, or the pattern for nothing. */
    @MethodSource("topics")
    @FuzzTest
    void clientIdentifier(byte[] bytes) {
        String id = HostileText.of(bytes);
        ClientPermissions bound = Policies.bind(
                Clients.client(id),
                allow(PUBLISH, "a/${client.id}/x"),
                allow(SUBSCRIBE, "${client.id}/#", "dev-${client.id}"));
        boolean level = isLevel(id);
        assertThat(bound.publish("a/" + id + "/x", 0, false, 0).isAllowed()).isEqualTo(level);
        assertThat(bound.publish("a/" + id + "./x", 0, false, 0).isAllowed()).isFalse();
        assertThat(bound.subscribe(id + "/#", 0).isAllowed()).isEqualTo(level && !id.startsWith("$"));
        assertThat(bound.subscribe("dev-" + id, 0).isAllowed()).isEqualTo(level);
        assertThat(bound.subscribe("+/#", 0).isAllowed()).isFalse();
    }

    private static boolean isLevel(String text) {
        return !text.isEmpty()
                && text.chars().noneMatch(c -> "/+#\0".indexOf(c) >= 0)
                && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    /** Only what is no topic filter matches no topic. */
    private static boolean matchesNoTopic(String text) {
        return text.isEmpty();
    }
}

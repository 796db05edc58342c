/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.analysis.Remedy;
import io.topicwarden.analysis.RemedySearch;
import io.topicwarden.analysis.TestReport;
import io.topicwarden.analysis.TestRunner;
import io.topicwarden.engine.CompiledPolicy;
import io.topicwarden.policy.Attempt;
import io.topicwarden.policy.Client;
import io.topicwarden.policy.MqttVersion;
import io.topicwarden.policy.Policy;
import io.topicwarden.policy.PolicyTests;
import io.topicwarden.policy.yaml.Loaded;
import io.topicwarden.policy.yaml.PolicyReader;
import io.topicwarden.policy.yaml.PolicyTestsReader;
import io.topicwarden.policy.yaml.SourceFile;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is pasted into a policy file, and the test pasted beside it, as the broker reads them. */
final class RemedyYamlTest {

    private static final String POLICY =
            """
            version: 1
            roles:
              sensor:
                permissions:
                  - allow: publish
                    topics: a/b
            """;
    private static final Instant NOW = Session.NOW;

    private static final List<Attempt> ATTEMPTS = List.of(
            new Attempt(Attempt.Kind.PUBLISH, "a/\u202E\"'x", 1, true, 117),
            Attempt.of(Attempt.Kind.PUBLISH, "a: {b}/- c/\u0001\uD83D\uDE00"),
            new Attempt(Attempt.Kind.SUBSCRIBE, "$share/g/a/+", 2, false, 0),
            Attempt.of(Attempt.Kind.SUBSCRIBE, "#"),
            Attempt.of(Attempt.Kind.DELIVER, "a/c"),
            Attempt.of(Attempt.Kind.WILL, "a/c"));

    @ParameterizedTest
    @ValueSource(strings = {"sensor", ""})
    void of_whatIsGranted_pastedPermitsIt(String role) {
        for (Attempt attempt : ATTEMPTS) {
            assertThat(tested(pasted(role, attempt), role, attempt))
                    .as("%s", attempt)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sensor", ""})
    void of_theTest_failsWithoutWhatIsGranted(String role) {
        for (Attempt attempt : ATTEMPTS) {
            assertThat(tested(policy(POLICY), role, attempt)).as("%s", attempt).isFalse();
        }
    }

    private static Policy pasted(String role, Attempt attempt) {
        Remedy remedy = RemedySearch.of(policy(POLICY), client(role), attempt, NOW);
        String yaml = RemedyYaml.of(((Remedy.Granted) remedy).smallest());
        return policy(role.isEmpty() ? POLICY + yaml.replaceFirst("^roles:\n", "") : POLICY + yaml);
    }

    private static boolean tested(Policy policy, String role, Attempt attempt) {
        SourceFile file = file("policy-tests.yaml", TestYaml.of("it \"is\" so", client(role), attempt, NOW));
        Loaded<PolicyTests> tests =
                PolicyTestsReader.read(file, Optional.of(policy.roles().keySet()));
        TestReport report = TestRunner.run(
                CompiledPolicy.of(policy),
                tests.value()
                        .orElseThrow(() -> new AssertionError(tests.problems().toString())),
                NOW,
                () -> true);
        return TestedFile.passed(report.outcomes());
    }

    private static Client client(String role) {
        return new Client(
                "s1 \u202E\"x",
                Optional.empty(),
                Optional.of("s1: {y}"),
                "tls",
                Optional.empty(),
                Optional.empty(),
                MqttVersion.MQTT_3,
                Optional.empty(),
                Map.of("site\"", List.of("a", "b")),
                role.isEmpty() ? Set.of() : Set.of(role));
    }

    private static Policy policy(String text) {
        Loaded<Policy> loaded = PolicyReader.read(List.of(file("policy.yaml", text)));
        return loaded.value().orElseThrow(() -> new AssertionError(loaded.problems() + "\n" + text));
    }

    private static SourceFile file(String name, String text) {
        return new SourceFile(name, text.getBytes(StandardCharsets.UTF_8));
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.conf;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.policy.Policy;
import io.topicwarden.policy.Problem;
import io.topicwarden.policy.yaml.SourceFile;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The bounds of the tests that the broker runs. */
class TestedPolicyTest {

    private static final InstantSource TIME = InstantSource.fixed(Instant.EPOCH);

    private static final String FAILING =
            """
            tests:
              - name: more than can be told
                as: {client-id: x}
                allow: [%s]
            """;

    private static List<String> codes(String tests, Optional<Policy> policy, long nanos) {
        SourceFile file = new SourceFile("policy-tests.yaml", tests.getBytes(StandardCharsets.UTF_8));
        return new TestedPolicy(policy, Optional.of(Set.of()), TIME, nanos)
                .problems(file).stream().map(Problem::code).toList();
    }

    private static List<String> codes(String tests, long nanos) {
        return codes(tests, Optional.of(Policy.EMPTY), nanos);
    }

    @Test
    void problems_moreFailuresThanAreTold_endWithTheirNumber() {
        List<String> codes = codes(FAILING.formatted("publish a, ".repeat(102) + "publish a"), Long.MAX_VALUE);
        assertThat(codes).hasSize(101).endsWith("policy-test-failed", "too-many-failures");
    }

    @Test
    void problems_noTimeLeft_areThatTheTestsAreTooSlow() {
        assertThat(codes(FAILING.formatted("publish a"), 0)).containsExactly("policy-tests-too-slow");
    }

    @Test
    void problems_ofAPolicyThatIsNotValid_areThoseOfTheText() {
        long minute = TimeUnit.MINUTES.toNanos(1);
        assertThat(codes(FAILING.formatted("publish a"), Optional.empty(), minute))
                .isEmpty();
        assertThat(codes("tests: 7", Optional.empty(), minute)).containsExactly("wrong-type");
    }

    @Test
    void problems_policyNamedInAnotherWay_isTheSame() {
        String tests = FAILING.formatted("publish a").replace("allow", "deny");
        assertThat(codes("policy: ./x/../policy.yaml\n" + tests, Long.MAX_VALUE))
                .isEmpty();
        assertThat(codes("policy: ../conf/policy.yaml\n" + tests, Long.MAX_VALUE))
                .containsExactly("other-policy");
    }
}

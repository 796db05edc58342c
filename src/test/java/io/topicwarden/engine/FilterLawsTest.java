/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.policy.Action;
import io.topicwarden.policy.Permission;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Laws of decisions on topic filters, on random policies, against every topic of a small universe. */
final class FilterLawsTest {

    private static final int CASES = 1_000;
    private static final int FILTERS = 6;

    /** A filter asked for in a random case. */
    private record Asked(RandomCase random, String filter, int qos, Optional<String> group) {

        String raw() {
            return group.map(name -> "$share/" + name + "/" + filter).orElse(filter);
        }

        Decision decide() {
            return random.bound().subscribe(raw(), qos);
        }

        Predicate<String> mayRead() {
            return random.oracle().mayRead(qos, group);
        }

        List<String> topics() {
            return random.universe(filter).matchedBy(filter);
        }
    }

    @Test
    void subscribe_anyPolicy_agreesWithBruteForce() {
        eachFilter(asked -> assertThat(asked.decide().isAllowed())
                .as("%s", asked)
                .isEqualTo(asked.topics().stream().allMatch(asked.mayRead())));
    }

    @Test
    void partlyPermits_anyPolicy_agreesWithBruteForce() {
        eachFilter(asked -> assertThat(asked.random().bound().partlyPermits(asked.raw(), asked.qos()))
                .as("%s", asked)
                .isEqualTo(asked.topics().stream().anyMatch(asked.mayRead())));
    }

    @Test
    void subscribe_denied_witnessMatchesAndMayNotBeRead() {
        eachFilter(asked -> {
            if (asked.decide() instanceof Decision.Denied denied) {
                String witness = denied.witness().orElseThrow();
                assertThat(Permissions.allow(Action.SUBSCRIBE, asked.filter()))
                        .as("%s, witness %s", asked, witness)
                        .satisfies(filter -> assertThat(new Oracle(
                                                Policies.number(List.of(filter)),
                                                asked.random().client(),
                                                Policies.NOW)
                                        .mayRead(0, Optional.empty())
                                        .test(witness))
                                .isTrue());
                assertThat(asked.mayRead().test(witness))
                        .as("%s, witness %s", asked, witness)
                        .isFalse();
            }
        });
    }

    @Test
    void subscribe_permissionsInAnotherOrder_sameDecision() {
        eachFilter(asked -> {
            List<Permission> shuffled = new ArrayList<>(asked.random().permissions());
            Collections.shuffle(shuffled, new Random(1));
            assertThat(Policies.bind(asked.random().client(), shuffled).subscribe(asked.raw(), asked.qos()))
                    .as("%s", asked)
                    .hasToString(asked.decide().toString());
        });
    }

    private static void eachFilter(Consumer<Asked> check) {
        LongStream.range(0, CASES).mapToObj(RandomCase::new).forEach(random -> {
            for (int i = 0; i < FILTERS; i++) {
                check.accept(new Asked(random, random.filter(), random.qos(), random.group()));
            }
        });
    }
}

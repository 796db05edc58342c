/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class SharedFilterTest {

    private static final int CASES = 1_000;
    private static final Universe UNIVERSE = new Universe(List.of("a", "b", "fresh", "", "$s"), 4);

    @Test
    void of_anyTwoFilters_matchesWhatBothMatch() {
        LongStream.range(0, CASES).mapToObj(RandomCase::new).forEach(random -> {
            String one = random.filter();
            String other = random.filter();
            Set<String> both = topics(one);
            both.retainAll(topics(other));
            assertThat(SharedFilter.of(one, other).map(SharedFilterTest::topics).orElse(Set.of()))
                    .as("`%s` and `%s`", one, other)
                    .isEqualTo(both);
        });
    }

    private static Set<String> topics(String filter) {
        return new HashSet<>(UNIVERSE.matchedBy(filter));
    }
}

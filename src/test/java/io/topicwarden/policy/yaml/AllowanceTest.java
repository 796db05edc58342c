/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.policy.Problem;
import org.junit.jupiter.api.Test;

final class AllowanceTest {

    private final Problems problems = new Problems();
    private final Reading reading = new Reading(new SourceText("x.yaml", "abc"), problems, false);
    private final Allowance allowance = new Allowance(3, "things");

    private boolean takes(int more, int at) {
        return allowance.takes(more, reading, new Node.Refused(at, at + 1));
    }

    @Test
    void takes_asManyAsThereMayBe_reportsNothing() {
        assertThat(takes(2, 0)).isTrue();
        assertThat(takes(1, 1)).isTrue();
        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    void takes_moreThanThereMayBe_isReportedOnceWhereItHappened() {
        takes(2, 0);
        assertThat(takes(2, 1)).isFalse();
        assertThat(takes(1, 2)).isFalse();
        assertThat(problems.inOrder())
                .extracting(Problem::message, problem -> problem.span().column())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("all together there are more than 3 things here", 2));
    }

    @Test
    void takes_asManyAsAnIntCanCount_doesNotOverflow() {
        takes(Integer.MAX_VALUE, 0);
        assertThat(takes(Integer.MAX_VALUE, 1)).isFalse();
        assertThat(takes(0, 2)).isFalse();
    }
}

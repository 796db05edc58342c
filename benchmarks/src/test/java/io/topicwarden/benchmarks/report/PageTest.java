/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.topicwarden.benchmarks.broker.Measurement;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PageTest {

    private static final Page PAGE = new Page("before\n<!-- figures: a -->\nold\n<!-- end of figures -->\nafter\n");

    @Test
    void with_place_replacesWhatStoodThere() {
        assertThat(PAGE.with("a", "new").with("a", "newer").text())
                .isEqualTo("before\n<!-- figures: a -->\n\nnewer\n\n<!-- end of figures -->\nafter\n");
    }

    @Test
    void with_noSuchPlace_fails() {
        assertThatThrownBy(() -> PAGE.with("b", "new")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void table_ofBrokers_dividesWithinARound() {
        Brokers brokers = new Brokers(
                List.of(
                        new Measurement("publish", "load", "base", 1, 100, 0, 0),
                        new Measurement("publish", "load", "base", 2, 200, 0, 0),
                        new Measurement("publish", "load", "other", 1, 50, 0, 0),
                        new Measurement("publish", "load", "other", 2, 300, 0, 0)),
                "base");

        assertThat(brokers.table("a second")).contains("| load | other | 175 | 1.00 (0.50 to 1.50) |");
    }
}

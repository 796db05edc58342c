/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A mark may have a walk go where nothing is to be found, and must never keep it from where something is. */
final class LastLevelTest {

    @ParameterizedTest
    @ValueSource(strings = {"b", "", "$x", "a longer one", "\u00e9\u4e2d"})
    void ofTopic_sameLastLevel_isTheMarkOfTheLiteral(String last) {
        assertThat(LastLevel.ofTopic("a/" + last)).isEqualTo(LastLevel.ofLiteral(last));
        assertThat(LastLevel.ofFilter("+/a/" + last)).isEqualTo(LastLevel.ofLiteral(last));
        assertThat(LastLevel.ofTopic(last)).isEqualTo(LastLevel.ofLiteral(last));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+", "#", "a/+", "a/#", "/#", "/+"})
    void ofFilter_endsWithAWildcard_isAny(String filter) {
        assertThat(LastLevel.ofFilter(filter)).isEqualTo(LastLevel.ANY);
    }

    @Test
    void ofTopic_oneBit_soThatOthersAreLeftOut() {
        assertThat(Integer.bitCount(LastLevel.ofTopic("a/b/c"))).isOne();
        assertThat(LastLevel.ofTopic("a/measurements") & LastLevel.ofTopic("a/firmware"))
                .isEqualTo(LastLevel.NONE);
    }
}

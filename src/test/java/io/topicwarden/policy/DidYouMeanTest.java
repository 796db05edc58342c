/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DidYouMeanTest {

    private static final List<String> WORDS = List.of("publish", "subscribe", "client-id", "tls", "cn", "o", "3");

    @ParameterizedTest
    @CsvSource({
        "publsih, publish",
        "subscripe, subscribe",
        "clientid, client-id",
        "client_id, client-id",
        "PUBLISH, publish",
        "tsl, tls",
        "tlss, tls"
    })
    void help_slipOfTheKeyboard_namesTheWord(String word, String meant) {
        assertThat(DidYouMean.help(word, WORDS)).contains("did you mean `" + meant + "`?");
    }

    @ParameterizedTest
    @CsvSource({"''", "receive", "5", "x", "xy", "completely-other"})
    void help_nothingNear_isEmpty(String word) {
        assertThat(DidYouMean.help(word, WORDS)).isEmpty();
    }

    @Test
    void help_veryLongWord_endsSoon() {
        assertThat(DidYouMean.help("x".repeat(1_000_000), WORDS)).isEmpty();
    }
}

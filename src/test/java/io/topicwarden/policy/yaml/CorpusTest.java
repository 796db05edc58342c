/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every folder of the corpus is a {@code conf/}; {@code expected.txt} holds all that is to be said of it. */
class CorpusTest {

    static Stream<Path> cases() throws IOException {
        return ConfFolder.corpus().stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void read_caseOfTheCorpus_problemsReadAsExpected(Path folder) throws IOException {
        assertThat(ConfFolder.of(folder).problemsAsText()).isEqualTo(Files.readString(folder.resolve("expected.txt")));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void read_caseOfTheCorpus_validExactlyIfItsNameSaysSo(Path folder) throws IOException {
        assertThat(ConfFolder.of(folder).problems().isEmpty())
                .isEqualTo(folder.getFileName().toString().endsWith("-valid"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void read_caseOfTheCorpus_messagesFollowTheHouseStyle(Path folder) throws IOException {
        assertThat(ConfFolder.of(folder).problems()).allSatisfy(problem -> {
            assertThat(problem.message()).isNotBlank().doesNotEndWith(".").doesNotContain("\n");
            assertThat(problem.message() + problem.help())
                    .doesNotContainIgnoringCase("exception")
                    .doesNotContainIgnoringCase("scalar")
                    .doesNotContainIgnoringCase("token")
                    .doesNotContain("java.lang.Object")
                    .doesNotContain("jackson")
                    .doesNotContain("snakeyaml");
        });
    }

    @ParameterizedTest
    @MethodSource("cases")
    void read_caseOfTheCorpus_problemsAreInOrder(Path folder) throws IOException {
        for (List<io.topicwarden.policy.Problem> problems :
                ConfFolder.of(folder).problemsOfEachReader()) {
            assertThat(problems).isSortedAccordingTo((a, b) -> a.span().compareTo(b.span()));
        }
    }
}

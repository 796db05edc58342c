/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.policy.Variable;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The reference pages show valid examples and leave no key out. */
class DocumentationTest {

    private static String page(String name) throws IOException {
        return Files.readString(ConfFolder.repository().resolve("docs/" + name + ".md"));
    }

    static Stream<Arguments> pages() {
        return Stream.of(
                Arguments.of(
                        "settings",
                        List.of(
                                KeyTable.SETTINGS,
                                KeyTable.LISTENER,
                                KeyTable.CERTIFICATES,
                                KeyTable.MINIMUM_KEY,
                                KeyTable.THROTTLE,
                                KeyTable.LIMIT,
                                KeyTable.SUBSCRIPTIONS,
                                KeyTable.STORE,
                                KeyTable.CACHE,
                                KeyTable.LOGS,
                                KeyTable.LOG)),
                Arguments.of("identities", List.of(KeyTable.IDENTITY)),
                Arguments.of(
                        "policy",
                        List.of(
                                KeyTable.POLICY,
                                KeyTable.ROLE,
                                KeyTable.PERMISSION,
                                KeyTable.ASSIGNMENT,
                                KeyTable.BLOCK,
                                KeyTable.PERMISSION_WHEN,
                                KeyTable.CERTIFICATE,
                                KeyTable.TIME)),
                Arguments.of(
                        "policy-tests",
                        List.of(
                                KeyTable.POLICY_TESTS,
                                KeyTable.POLICY_TEST,
                                KeyTable.TEST_CLIENT,
                                KeyTable.TEST_CERTIFICATE,
                                KeyTable.EXPECTATION)));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void page_everyKeyOfItsTables_isExplained(String page, List<KeyTable> tables) throws IOException {
        String text = page(page);
        for (KeyTable table : tables) {
            assertThat(table.all()).allSatisfy(key -> assertThat(text).containsPattern("`" + key + "[`:]"));
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void page_wholeExamples_areValid(String page, List<KeyTable> tables) throws IOException {
        List<String> examples = Arrays.stream(page(page).split("```yaml\n", -1))
                .skip(1)
                .map(block -> block.substring(0, block.indexOf("```")))
                .toList();
        assertThat(examples).isNotEmpty().allSatisfy(example -> {
            Loaded<?> loaded =
                    switch (page) {
                        case "settings" -> Texts.settings(example);
                        case "identities" -> Texts.identities(example);
                        case "policy-tests" ->
                            PolicyTestsReader.read(Texts.file("policy-tests.yaml", example), Optional.empty());
                        default -> Texts.policy(example);
                    };
            assertThat(loaded.problems()).isEmpty();
        });
    }

    @Test
    void policyTestsPage_everyReason_isExplained() throws IOException {
        assertThat(Words.REASONS.keySet())
                .allSatisfy(reason -> assertThat(page("policy-tests")).contains("`" + reason + "`"));
    }

    @Test
    void policyPage_everyVariable_isExplained() throws IOException {
        assertThat(Variable.names())
                .allSatisfy(name -> assertThat(page("policy")).contains("`${" + name + "}`"));
    }
}

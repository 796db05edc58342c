/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.policy.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The codes, their explanations in {@code docs/errors.md}, and the corpus belong together. */
class CodeTest {

    /** What no file of the corpus can show. */
    private static final Set<String> BEYOND_THE_CORPUS = Set.of(
            "missing-file", "too-large", "too-many-entries", "text-too-long", "too-many-tests", "internal-error");

    private static final Path PAGE = ConfFolder.repository().resolve("docs/errors.md");

    private static List<String> codes() {
        return Arrays.stream(Code.values()).map(Code::toString).toList();
    }

    private static List<String> found(String pattern) throws IOException {
        String readers = Files.readString(PAGE).split("\n# Files on disk\n", 2)[0];
        return Pattern.compile(pattern, Pattern.MULTILINE)
                .matcher(readers)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    @Test
    void headings_ofThePage_areTheCodes() throws IOException {
        assertThat(found("^### .*$"))
                .containsExactlyElementsOf(
                        codes().stream().map(code -> "### `" + code + "`").toList());
    }

    @Test
    void examples_ofThePage_areWhatTheReadersSay() throws IOException {
        List<String> said = new ArrayList<>();
        for (Path folder : ConfFolder.corpus()) {
            for (Problem problem : ConfFolder.of(folder).problems()) {
                said.add("\n" + ProblemPrinter.print(problem, "conf/") + "\n");
            }
        }
        List<String> examples = Arrays.stream(Files.readString(PAGE).split("```", -1))
                .filter(block -> block.startsWith("\nerror[") && !block.contains("what is wrong"))
                .toList();
        assertThat(examples).hasSizeGreaterThan(30);
        assertThat(said).containsAll(examples);
    }

    @Test
    void corpus_showsEveryCode() throws IOException {
        Set<String> shown = new TreeSet<>(BEYOND_THE_CORPUS);
        for (Path folder : ConfFolder.corpus()) {
            for (Problem problem : ConfFolder.of(folder).problems()) {
                shown.add(problem.code());
            }
        }
        assertThat(shown).containsExactlyInAnyOrderElementsOf(codes());
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.analysis.LintCode;
import io.topicwarden.cli.inspect.FindingCode;
import io.topicwarden.cli.migrate.ImportCode;
import io.topicwarden.conf.TestCode;
import io.topicwarden.store.FileCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every code that a user can meet, and no other, has its heading in {@code docs/errors.md}; readers' codes have a test of their own. */
class ErrorIndexTest {

    private static final Path PAGE = Path.of(System.getProperty("topicwarden.repository", ".."), "docs/errors.md");

    @Test
    void part_ofFiles_hasTheirCodes() {
        assertThat(headings("# Files on disk", "\n# ")).isEqualTo(texts(FileCode.values()));
    }

    @Test
    void part_ofPolicyTests_hasTheirCodes() {
        assertThat(headings("# Policy tests", "\n# ")).isEqualTo(texts(TestCode.values()));
    }

    @Test
    void part_ofTheTool_hasItsCodes() {
        assertThat(headings("# The command-line tool", "\n# ")).isEqualTo(texts(ToolCode.values()));
    }

    @Test
    void part_ofLint_hasItsCodes() {
        assertThat(headings("# Findings of `lint`", "\n# ")).isEqualTo(texts(LintCode.values()));
    }

    @Test
    void part_ofInspect_hasItsCodes() {
        assertThat(headings("# What `inspect` finds", "\n# ")).isEqualTo(texts(FindingCode.values()));
    }

    @Test
    void part_ofImport_hasItsCodes() {
        assertThat(headings("# What `import` says", "\n# ")).isEqualTo(texts(ImportCode.values()));
    }

    @Test
    void page_headings_areDifferent() {
        assertThat(Session.read(PAGE).lines().filter(line -> line.startsWith("#")))
                .doesNotHaveDuplicates();
    }

    private static List<String> texts(Object[] codes) {
        return Arrays.stream(codes).map(Object::toString).toList();
    }

    /** The codes in the headings between two texts, or from the first to the end of the page. */
    private static List<String> headings(String from, String to) {
        String page = Session.read(PAGE);
        String rest = page.substring(page.indexOf("\n" + from + "\n") + from.length() + 1);
        int end = rest.indexOf(to);
        return new ArrayList<>(Pattern.compile("(?m)^### `([^`]*)`(?: \\([a-z ]+\\))?$")
                .matcher(end < 0 ? rest : rest.substring(0, end))
                .results()
                .map(match -> match.group(1))
                .toList());
    }
}

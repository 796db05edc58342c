/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.policy.Problem;
import io.topicwarden.policy.SourceSpan;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProblemPrinterTest {

    private static String print(String line, int column, int length) {
        Problem problem = new Problem(
                "unknown-role",
                "role `x` is not defined",
                new SourceSpan("policy.yaml", 14, column, length),
                line,
                Optional.empty());
        return ProblemPrinter.print(problem, "");
    }

    private static String[] lines(String line, int column, int length) {
        String[] lines = print(line, column, length).split("\n", -1);
        return new String[] {lines[3], lines[4]};
    }

    @Test
    void print_problemOfTheDesign_readsAsThere() {
        Problem problem = new Problem(
                "unknown-role",
                "role `opertor` is not defined",
                new SourceSpan("policy.yaml", 14, 13, 7),
                "    roles: [opertor]",
                Optional.of("did you mean `operator`?"));
        assertThat(ProblemPrinter.print(problem, "conf/"))
                .isEqualTo(
                        """
                        error[unknown-role]: role `opertor` is not defined
                          --> conf/policy.yaml:14:13
                           |
                        14 |     roles: [opertor]
                           |             ^^^^^^^
                           = help: did you mean `operator`?""");
    }

    @Test
    void print_noLineAndNoHelp_isTwoLines() {
        assertThat(print("", 1, 1)).isEqualTo("error[unknown-role]: role `x` is not defined\n  --> policy.yaml:14:1");
    }

    @Test
    void print_tabBefore_keepsTheCaretBelow() {
        assertThat(lines("\ta: b", 5, 1)).containsExactly("14 |     a: b", "   |        ^");
    }

    @Test
    void print_wideCharactersBefore_keepsTheCaretBelow() {
        assertThat(lines("日本: b", 5, 1)).containsExactly("14 | 日本: b", "   |       ^");
        assertThat(lines("😀: b", 5, 1)).containsExactly("14 | 😀: b", "   |     ^");
    }

    @Test
    void print_controlCharacters_areShownAsEscapes() {
        assertThat(lines("a\u001b[31m\u202eb", 1, 1)[0]).isEqualTo("14 | a<U+001B>[31m<U+202E>b");
    }

    @Test
    void print_veryLongLine_isCutAroundTheCaret() {
        String[] lines = lines("x".repeat(100_000) + "HERE" + "y".repeat(100_000), 100_001, 4);
        assertThat(lines[0]).hasSizeLessThan(140).contains("HERE");
        assertThat(lines[1].indexOf('^')).isEqualTo(lines[0].indexOf("HERE"));
    }

    @Test
    void print_spanBeyondTheLine_stillHasACaret() {
        assertThat(lines("ab", 50, 50)[1]).endsWith("^");
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import io.topicwarden.analysis.TestOutcome;
import io.topicwarden.conf.FailedTest;
import io.topicwarden.policy.PolicyTest;
import io.topicwarden.policy.Problem;
import io.topicwarden.policy.yaml.ProblemPrinter;
import java.util.List;

/** Writes the results of policy tests as JUnit XML: a suite a file, a case a test. */
final class JunitXml {

    private final StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

    private JunitXml() {}

    static String of(List<TestedFile> files) {
        return new JunitXml().write(files);
    }

    private String write(List<TestedFile> files) {
        xml.append("<testsuites>\n");
        files.forEach(this::suite);
        return xml.append("</testsuites>\n").toString();
    }

    private void suite(TestedFile file) {
        long failed = file.outcomes().values().stream()
                .filter(outcomes -> !TestedFile.passed(outcomes))
                .count();
        xml.append("  <testsuite name=\"").append(attribute(file.file())).append('"');
        xml.append(" tests=\"").append(file.outcomes().size()).append('"');
        xml.append(" failures=\"").append(failed).append("\" errors=\"0\" skipped=\"0\">\n");
        file.outcomes().forEach((test, outcomes) -> testCase(file, test, outcomes));
        xml.append("  </testsuite>\n");
    }

    private void testCase(TestedFile file, PolicyTest test, List<TestOutcome> outcomes) {
        xml.append("    <testcase classname=\"").append(attribute(file.file()));
        xml.append("\" name=\"").append(attribute(test.name()));
        xml.append("\" file=\"").append(attribute(file.file()));
        xml.append("\" line=\"").append(test.span().line());
        xml.append("\" time=\"0\"");
        List<Problem> failures = outcomes.stream()
                .filter(outcome -> !outcome.passed())
                .map(FailedTest::problem)
                .toList();
        if (failures.isEmpty()) {
            xml.append("/>\n");
            return;
        }
        xml.append(">\n      <failure type=\"").append(failures.get(0).code()).append("\" message=\"");
        xml.append(attribute(failures.get(0).message())).append("\">");
        for (Problem failure : failures) {
            xml.append(text(ProblemPrinter.print(failure, file.directory()))).append("\n\n");
        }
        xml.setLength(xml.length() - 1);
        xml.append("</failure>\n    </testcase>\n");
    }

    private static String attribute(String text) {
        return text(text).replace("\"", "&quot;").replace("\n", "&#10;").replace("\t", "&#9;");
    }

    /** XML 1.0 §2.2 has no place for most control characters, nor for half a surrogate pair. */
    private static String text(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> shown.append("&amp;");
                case '<' -> shown.append("&lt;");
                case '>' -> shown.append("&gt;");
                default -> shown.appendCodePoint(isCharacter(c) ? c : '?');
            }
        });
        return shown.toString();
    }

    private static boolean isCharacter(int c) {
        return c == '\n' || c == '\t' || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000;
    }
}

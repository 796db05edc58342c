/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** The policy that ships passes the tests that ship, and what is written of tests is XML whatever they are called. */
class SamplePolicyTestsTest {

    private static final Path CONF = Path.of(System.getProperty("topicwarden.repository", ".."), "conf");

    @Test
    void test_samplePolicy_passesAndEveryPermissionIsExercised() {
        Session.Outcome outcome =
                new Session(CONF.toAbsolutePath().normalize()).run("test", "examples/policy-tests.yaml", "--coverage");
        assertThat(outcome.exit()).as(outcome.out()).isZero();
        assertThat(outcome.out()).contains("(100 %)");
    }

    @Test
    void junit_hostileName_isWellFormed(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("policy.yaml"), "version: 1\n");
        Files.writeString(
                folder.resolve("policy-tests.yaml"),
                "tests: [{name: \"<a b='c'>&\\u0000\\u0008\\uFFFE]]>\\\"\\n\", as: {client-id: x}, allow: [publish a]}]\n");
        Session.Outcome outcome = new Session(folder).run("test", "policy-tests.yaml", "--format", "junit");
        Element suites = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(outcome.out())))
                .getDocumentElement();
        assertThat(suites.getElementsByTagName("failure").getLength()).isOne();
    }
}

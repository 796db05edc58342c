/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names of files that would forge a line or steer the terminal. */
final class HostileNameTest {

    private static final String NAME = "a\n\u001B[31m.yaml";
    private static final String SHOWN = "a<U+000A><U+001B>[31m.yaml";

    @Test
    void lint_faultyFile_isNamedVisibly(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve(NAME), "x");
        assertThat(new Session(folder).run("lint", "--policy", NAME).out()).contains(" --> " + SHOWN + ":1:1");
    }

    @Test
    void lint_missingFile_isNamedVisibly(@TempDir Path folder) {
        assertThat(new Session(folder).run("lint", "--policy", NAME).out()).contains("`" + SHOWN + "` does not exist");
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** {@code docs/topicwarden.1.md} is the help of all commands, one after another. What it should be is left in {@code target/}. */
class ManualPageTest {

    private static final Path PAGE =
            Path.of(System.getProperty("topicwarden.repository", ".."), "docs/topicwarden.1.md");

    private static final String BEGINNING =
            """
            # topicwarden(1)

            The help of every command of [the tool](cli.md), as `topicwarden help COMMAND` prints it. Made from the commands themselves:
            CONTRIBUTING.md says how.
            """;

    private static String page() {
        StringBuilder page = new StringBuilder(BEGINNING);
        add(page, Topicwarden.commandLine(Session.nowhere()));
        return page.toString();
    }

    private static void add(StringBuilder page, CommandLine command) {
        page.append("\n## ")
                .append(command.getCommandSpec().qualifiedName())
                .append("\n\n```\n")
                .append(command.getUsageMessage(CommandLine.Help.Ansi.OFF).stripTrailing())
                .append("\n```\n");
        command.getSubcommands().forEach((name, below) -> {
            if (!name.equals("help")) {
                add(page, below);
            }
        });
    }

    @Test
    void page_isWhatTheCommandsSay() throws IOException {
        Files.writeString(Files.createDirectories(Path.of("target")).resolve("topicwarden.1.md"), page());
        assertThat(Files.exists(PAGE) ? Session.read(PAGE) : "").isEqualTo(page());
    }
}

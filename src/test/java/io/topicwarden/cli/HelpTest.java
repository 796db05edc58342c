/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** The help of every command, those below others included. */
class HelpTest {

    private static final Session SESSION = new Session(Path.of("").toAbsolutePath());

    static Stream<String> commands() {
        List<String> commands = new ArrayList<>();
        collect("", Topicwarden.commandLine(Session.nowhere()), commands);
        return commands.stream();
    }

    private static void collect(String before, CommandLine parent, List<String> commands) {
        for (Map.Entry<String, CommandLine> entry : parent.getSubcommands().entrySet()) {
            if (!entry.getKey().equals("help")) {
                commands.add(before + entry.getKey());
                collect(before + entry.getKey() + " ", entry.getValue(), commands);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void help_ofEveryCommand_hasAnExampleAndNoPlaceholderGoneWrong(String command) {
        String[] words = (command + " --help").split(" ", -1);
        Session.Outcome outcome = SESSION.run(words);
        assertThat(outcome.exit()).as(Arrays.toString(words)).isZero();
        assertThat(outcome.out())
                .contains("Usage: topicwarden " + command, "Example")
                .doesNotContainPattern("\\bnull\\b");
    }
}

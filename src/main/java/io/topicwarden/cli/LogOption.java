/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --logs}: where the denial log lies. */
final class LogOption {

    @Option(
            names = "--logs",
            paramLabel = "DIR",
            description = "the folder of the denial log (default: log/topicwarden/ of the HiveMQ that this tool is in)")
    private @Nullable Path logs;

    /** The folder chosen. */
    Path folder(Console console) throws ToolException {
        if (logs != null) {
            return ConfOptions.existing(console, console.resolve(logs));
        }
        Path folder = console.home()
                .map(home -> home.resolve("../../log/topicwarden").normalize())
                .orElseThrow(LogOption::unknown);
        return ConfOptions.existing(console, folder);
    }

    private static ToolException unknown() {
        return new ToolException(
                ToolCode.NO_SUCH_FILE, "there is no log folder near this tool", "name one with --logs DIR");
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import io.topicwarden.audit.observed.Observed;
import io.topicwarden.audit.observed.ObservedFile;
import io.topicwarden.audit.observed.ObservedFormatException;
import io.topicwarden.policy.yaml.ShownText;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that chooses what was observed. */
final class ObservedOptions {

    @Option(
            names = "--observed",
            paramLabel = "FILE",
            description =
                    "what the broker wrote down (default: log/topicwarden/observed.jsonl of the HiveMQ that this tool"
                            + " lies in)")
    private @Nullable Path observed;

    /** Reads it. */
    Observed read(Console console) throws ToolException {
        Path path = ConfOptions.existing(console, path(console));
        try {
            return ObservedFile.read(path);
        } catch (ObservedFormatException e) {
            throw unreadable(
                    console,
                    path,
                    String.valueOf(e.getMessage()),
                    "name the file that `observe` in topicwarden.yaml writes");
        } catch (IOException e) {
            throw unreadable(console, path, "it cannot be read", "run this as a user who may read HiveMQ's log folder");
        }
    }

    private static ToolException unreadable(Console console, Path path, String why, String help) {
        return new ToolException(ToolCode.UNREADABLE_LOG, "`" + console.shown(path) + "`: " + ShownText.of(why), help);
    }

    private Path path(Console console) throws ToolException {
        if (observed != null) {
            return console.resolve(observed);
        }
        return console.home()
                .map(home ->
                        home.resolve("../../log/topicwarden/observed.jsonl").normalize())
                .orElseThrow(() -> new ToolException(
                        ToolCode.NO_LOGS, "this tool lies in no HiveMQ", "name the file with --observed FILE"));
    }
}

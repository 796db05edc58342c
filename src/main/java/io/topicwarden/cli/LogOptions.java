/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import io.topicwarden.audit.LogFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that choose which log a command reads. */
final class LogOptions {

    @Option(
            names = "--logs",
            paramLabel = "DIR",
            description =
                    "the folder with denials.jsonl (default: log/topicwarden of the HiveMQ that this tool lies in)")
    private @Nullable Path logs;

    @Option(
            names = "--log",
            paramLabel = "NAME",
            defaultValue = "denials",
            description = "which log: denials, connections, shadow, or a file's name (default: ${DEFAULT-VALUE})")
    private String log = "denials";

    /** The files of the log chosen. */
    LogFiles files(Console console) throws ToolException {
        Path folder = folder(console);
        if (!Files.isDirectory(folder)) {
            throw new ToolException(
                    ToolCode.NO_SUCH_FILE,
                    "there is no folder `" + console.shown(folder) + "`",
                    "name the folder of the log with --logs DIR; it is made with the first record");
        }
        return new LogFiles(path(console));
    }

    /** The file of the log chosen that is written, or will be. */
    Path path(Console console) throws ToolException {
        return folder(console).resolve(log.contains(".") ? log : log + ".jsonl");
    }

    /** What the records of the log chosen stand for. */
    String events() {
        return log.startsWith("shadow") ? "differences" : "refusals";
    }

    /** {@code HIVEMQ_HOME/log/topicwarden}, seen from {@code HIVEMQ_HOME/extensions/topicwarden}. */
    private Path folder(Console console) throws ToolException {
        if (logs != null) {
            return console.resolve(logs);
        }
        return console.home()
                .map(home -> home.resolve("../../log/topicwarden").normalize())
                .orElseThrow(() -> new ToolException(
                        ToolCode.NO_LOGS, "this tool lies in no HiveMQ", "name the folder of the log with --logs DIR"));
    }
}

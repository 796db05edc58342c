/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import io.topicwarden.audit.LogFiles;
import io.topicwarden.policy.yaml.ShownText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that choose which log a command reads. */
final class LogOptions {

    private static final String DENIALS = "denials";
    private static final String EXTENSION = ".jsonl";

    @Option(
            names = "--logs",
            paramLabel = "DIR",
            description =
                    "the folder with denials.jsonl (default: log/topicwarden of the HiveMQ that this tool lies in)")
    private @Nullable Path logs;

    @Option(
            names = "--log",
            paramLabel = "NAME",
            defaultValue = DENIALS,
            description = "which log: denials, connections, shadow, or a file's name (default: ${DEFAULT-VALUE})")
    private String log = DENIALS;

    /** The files of the log chosen. */
    LogFiles files(Console console) throws ToolException {
        Path folder = folder(console);
        if (!Files.isDirectory(folder)) {
            throw new ToolException(
                    ToolCode.NO_SUCH_FILE,
                    "there is no folder `" + console.shown(folder) + "`",
                    "name the folder of the log with --logs DIR; it is made with the first record");
        }
        LogFiles files = new LogFiles(path(console));
        if (!isUsual() && !exists(files)) {
            throw new ToolException(
                    ToolCode.NO_SUCH_FILE,
                    "there is no log `" + ShownText.of(log) + "` in `" + console.shown(folder) + "`",
                    "name `denials`, `connections` or `shadow`, or a file in this folder");
        }
        return files;
    }

    /** The files of the log chosen, for a command that takes every record for a refusal. */
    LogFiles filesOfRefusals(Console console) throws ToolException {
        Optional<LogKind> named = LogKind.named(log);
        if (named.isPresent()) {
            throw noRefusals(named.get(), named.get().usual());
        }
        LogFiles files = files(console);
        LogKind kind = kind(files);
        if (kind != LogKind.DENIALS) {
            throw noRefusals(kind, ShownText.of(log));
        }
        return files;
    }

    private ToolException noRefusals(LogKind kind, String name) {
        return new ToolException(
                ToolCode.USAGE,
                "`--log " + ShownText.of(log) + "` holds no refusals",
                kind == LogKind.SHADOW
                        ? "count differences with `topicwarden denials --log " + name + " --top differences`"
                        : "read it with `topicwarden denials --log " + name + "`");
    }

    /** The file of the log chosen that is written, or will be. */
    Path path(Console console) throws ToolException {
        if (log.contains("/") || log.contains("\\")) {
            throw new ToolException(
                    ToolCode.USAGE,
                    "`--log " + ShownText.of(log) + "` is no name of a log",
                    "name the file alone, and its folder with --logs DIR");
        }
        Path named = folder(console).resolve(log);
        boolean whole = log.contains(".") || (!isUsual() && Files.isRegularFile(named));
        return whole ? named : folder(console).resolve(log + EXTENSION);
    }

    /** What the records of the log chosen stand for. */
    String events(LogFiles files) throws ToolException {
        Optional<LogKind> named = LogKind.named(log);
        return (named.isPresent() ? named.get() : kind(files)).events();
    }

    private static LogKind kind(LogFiles files) throws ToolException {
        try {
            return LogKind.of(files);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Whether it is one that is written unless the settings say otherwise, and may be empty still. */
    private boolean isUsual() {
        return Stream.of(LogKind.values())
                .map(LogKind::usual)
                .anyMatch(usual -> log.equals(usual) || log.equals(usual + EXTENSION));
    }

    private static boolean exists(LogFiles files) throws ToolException {
        try {
            return !files.inOrder().isEmpty();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static ToolException unreadable(IOException e) {
        return new ToolException(
                ToolCode.UNREADABLE_LOG, "the log cannot be read: " + e.getMessage(), "check that you may read it");
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

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import io.topicwarden.audit.ChainKey;
import io.topicwarden.audit.ChainReport;
import io.topicwarden.audit.ChainVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code topicwarden denials verify}: whether a chained log is as it was written. */
@Command(
        name = "verify",
        description =
                "Tells whether a log whose lines are chained is as it was written: which line was altered, removed,"
                        + " inserted or moved, and whether its end is missing.",
        footer = {
            "",
            "With the secret of `keygen` each line is checked; with its public key, whether any was",
            "changed between two checkpoints, and what comes after the last one is not covered. That",
            "the end is missing shows by the state that the broker keeps beside the log.",
            "",
            "Exit code: 0 as it was written, 2 not, 1 could not run.",
            "",
            "Examples:",
            "  topicwarden denials verify --key plant-7.key",
            "  topicwarden denials verify --key plant-7.key.pub --logs copied/ --format json",
            "  topicwarden denials verify --key plant-7.key --state denials.chain denials-*.jsonl denials.jsonl"
        })
final class DenialsVerifyCommand implements Callable<ExitCode> {

    private static final int LONGEST_KEY = 4096;

    @Mixin
    private LogOptions log = new LogOptions();

    @Option(
            names = "--key",
            required = true,
            paramLabel = "FILE",
            description = "the secret or the public key of the chain; several if the log has several chains")
    private List<Path> keys = new ArrayList<>();

    @Option(
            names = "--state",
            paramLabel = "FILE",
            description =
                    "the state that the broker keeps (default: the `.chain` file beside the log, if there is one)")
    private @Nullable Path state;

    @Parameters(
            paramLabel = "LOG",
            arity = "0..*",
            description = "files of one log, oldest first (default: all of --log in --logs)")
    private List<Path> files = new ArrayList<>();

    @Mixin
    private Format format = new Format();

    private final Console console;

    DenialsVerifyCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() throws ToolException {
        List<ChainKey> known = new ArrayList<>();
        for (Path key : keys) {
            known.add(key(console.resolve(key)));
        }
        ChainReport report = verify(known);
        if (format.isJson()) {
            ChainReportPrinter.json(console, report);
        } else {
            ChainReportPrinter.text(console, report);
        }
        return report.isIntact() ? ExitCode.YES : ExitCode.NO;
    }

    private ChainReport verify(List<ChainKey> known) throws ToolException {
        try {
            List<Path> read = files.isEmpty()
                    ? log.files(console).inOrder()
                    : files.stream().map(console::resolve).toList();
            Path current = files.isEmpty() ? log.path(console) : read.get(read.size() - 1);
            return ChainVerifier.verify(current, read, known, state(current));
        } catch (IOException e) {
            throw new ToolException(
                    ToolCode.UNREADABLE_LOG,
                    "the log cannot be read: " + e.getMessage(),
                    "run it as a user who may read the log and the state beside it, or on copies of both");
        }
    }

    private Optional<Path> state(Path current) throws ToolException {
        if (state == null) {
            return ChainVerifier.stateOf(current);
        }
        Path named = console.resolve(state);
        if (!Files.exists(named)) {
            throw new ToolException(
                    ToolCode.NO_SUCH_FILE,
                    "`" + console.shown(named) + "` does not exist",
                    "name the `.chain` file of the log, or leave --state out");
        }
        return Optional.of(named);
    }

    private ChainKey key(Path path) throws ToolException {
        try {
            if (Files.size(path) <= LONGEST_KEY) {
                Optional<ChainKey> key = ChainKey.parse(Files.readString(path));
                if (key.isPresent()) {
                    return key.get();
                }
            }
        } catch (IOException e) {
            throw new ToolException(
                    ToolCode.NO_SUCH_FILE,
                    "`" + console.shown(path) + "` cannot be read",
                    "name a file that `topicwarden denials keygen` made");
        }
        throw new ToolException(
                ToolCode.BAD_CHAIN_KEY,
                "`" + console.shown(path) + "` holds no key of a chain",
                "name a file that `topicwarden denials keygen` made");
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import io.topicwarden.policy.Identity;
import io.topicwarden.policy.yaml.IdentitiesReader;
import io.topicwarden.policy.yaml.Loaded;
import io.topicwarden.policy.yaml.SourceFile;
import io.topicwarden.store.ReadResult;
import io.topicwarden.store.file.ConfFolder;
import io.topicwarden.store.postgres.IdentityImport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code topicwarden identity}: the identities of a fleet, in its database. */
@Command(
        name = "identity",
        description = "Keeps the identities of a fleet of brokers in its database.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {IdentityGetCommand.class, IdentitySetCommand.class},
        footer = {
            "",
            "Examples:",
            "  topicwarden identity import identities.yaml",
            "  topicwarden identity set press-4 --role sensor",
            "  topicwarden identity disable press-4"
        })
final class IdentityCommand implements Callable<ExitCode> {

    private static final int PROGRESS_EVERY = 100_000;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private final Console console;

    IdentityCommand(Console console) {
        this.console = console;
    }

    @Command(
            name = "import",
            description = "Writes the identities of a file in the form of identities.yaml, all or none.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  topicwarden identity import identities.yaml"})
    ExitCode importing(@Mixin StoreOptions options, @Parameters(paramLabel = "FILE") Path file)
            throws ToolException, InvalidFilesException {
        Map<String, Identity> identities = read(file);
        return StoreCommand.run(console, options, true, store -> {
            IdentityImport incoming = store.importing();
            int done = 0;
            for (Identity identity : identities.values()) {
                incoming.add(identity);
                if (++done % PROGRESS_EVERY == 0) {
                    console.err().println(done + " of " + identities.size());
                }
            }
            console.out().println(incoming.commit() + " identities");
            return ExitCode.YES;
        });
    }

    @Command(
            name = "disable",
            description = "Ends the connections of an identity and lets it make no more.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  topicwarden identity disable press-4"})
    ExitCode disable(@Mixin StoreOptions options, @Parameters(paramLabel = "NAME") String name)
            throws ToolException, InvalidFilesException {
        return enable(options, name, false);
    }

    @Command(
            name = "enable",
            description = "Lets an identity connect again.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  topicwarden identity enable press-4"})
    ExitCode enable(@Mixin StoreOptions options, @Parameters(paramLabel = "NAME") String name)
            throws ToolException, InvalidFilesException {
        return enable(options, name, true);
    }

    private ExitCode enable(StoreOptions options, String name, boolean enabled)
            throws ToolException, InvalidFilesException {
        return StoreCommand.run(console, options, true, store -> {
            boolean found = store.enable(name, enabled);
            console.out()
                    .println(found ? name + (enabled ? " is enabled" : " is disabled") : "there is no such identity");
            return found ? ExitCode.YES : ExitCode.NO;
        });
    }

    private Map<String, Identity> read(Path file) throws InvalidFilesException {
        ReadResult read = ConfFolder.readFile(console.resolve(file));
        String directory = ConfOptions.directoryOf(console, file);
        if (read instanceof ReadResult.Failed failed) {
            throw new InvalidFilesException(List.of(failed.problem()), directory);
        }
        ReadResult.Found found = (ReadResult.Found) read;
        Loaded<Map<String, Identity>> loaded = IdentitiesReader.read(
                new SourceFile(found.bytes().file(), found.bytes().content()), Optional.empty());
        if (loaded.value().isEmpty()) {
            throw new InvalidFilesException(loaded.problems(), directory);
        }
        return loaded.value().get();
    }

    /** Without a command: the help. */
    @Override
    public ExitCode call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.COULD_NOT_RUN;
    }
}

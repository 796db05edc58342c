/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

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
        subcommands = {IdentityGetCommand.class, IdentitySetCommand.class, IdentityImportCommand.class},
        footer = {
            "",
            "Examples:",
            "  topicwarden identity import identities.yaml",
            "  topicwarden identity set press-4 --role sensor",
            "  topicwarden identity disable press-4"
        })
final class IdentityCommand implements Callable<ExitCode> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private final Console console;

    IdentityCommand(Console console) {
        this.console = console;
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

    /** Without a command: the help. */
    @Override
    public ExitCode call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.COULD_NOT_RUN;
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import io.topicwarden.store.PolicyRevision;
import io.topicwarden.store.StoreUnavailableException;
import io.topicwarden.store.postgres.PostgresTool;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code topicwarden store}: the policy of a fleet, in its database. */
@Command(
        name = "store",
        description = "Keeps the policy of a fleet of brokers in its database.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {StorePushCommand.class},
        footer = {
            "",
            "Examples:",
            "  topicwarden store init --user postgres",
            "  topicwarden store push policy.yaml -m 'operators read alarms'"
        })
final class StoreCommand implements Callable<ExitCode> {

    /** What a command does once it is connected. */
    interface Work {
        ExitCode on(PostgresTool store) throws StoreUnavailableException, ToolException, InvalidFilesException;
    }

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private final Console console;

    StoreCommand(Console console) {
        this.console = console;
    }

    @Command(
            name = "init",
            description = "Makes the tables, or brings them up to date; needs their owner's rights.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  topicwarden store init --user postgres"})
    ExitCode init(@Mixin StoreOptions options) throws ToolException, InvalidFilesException {
        return run(console, options, false, store -> {
            int steps = store.init();
            console.out().println(steps == 0 ? "the tables are up to date" : "the tables are made: " + steps + " step");
            return ExitCode.YES;
        });
    }

    @Command(
            name = "history",
            description = "Lists the revisions of the policy, the newest first.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  topicwarden store history"})
    ExitCode history(@Mixin StoreOptions options) throws ToolException, InvalidFilesException {
        return run(console, options, true, store -> {
            for (PostgresTool.Entry entry : store.history()) {
                console.out()
                        .println(entry.revision() + "  " + entry.created() + "  " + entry.author() + "  "
                                + entry.sha256().substring(0, 12) + "  " + entry.message());
            }
            return ExitCode.YES;
        });
    }

    @Command(
            name = "show",
            description = "Prints the text of a revision.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  topicwarden store show 12 > policy.yaml"})
    ExitCode show(@Mixin StoreOptions options, @Parameters(paramLabel = "REV") long number)
            throws ToolException, InvalidFilesException {
        return run(console, options, true, store -> {
            Optional<PolicyRevision> revision = store.revision(Optional.of(number));
            revision.ifPresent(found -> console.out().print(found.text()));
            return revision.isPresent() ? ExitCode.YES : ExitCode.NO;
        });
    }

    @Command(
            name = "rollback",
            description = "Makes the text of an earlier revision the newest revision.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  topicwarden store rollback 11"})
    ExitCode rollback(@Mixin StoreOptions options, @Parameters(paramLabel = "REV") long number)
            throws ToolException, InvalidFilesException {
        return run(console, options, true, store -> {
            Optional<PolicyRevision> found = store.revision(Optional.of(number));
            if (found.isEmpty()) {
                return ExitCode.NO;
            }
            long pushed = store.push(found.get().text(), found.get().sha256(), author(), "back to revision " + number);
            console.out().println("revision " + pushed + " is revision " + number + " again");
            return ExitCode.YES;
        });
    }

    @Command(
            name = "status",
            description = "Lists the brokers and what is in force on each.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  topicwarden store status"})
    ExitCode status(@Mixin StoreOptions options) throws ToolException, InvalidFilesException {
        return run(console, options, true, store -> {
            for (PostgresTool.Seen seen : store.brokers()) {
                console.out()
                        .println(seen.broker() + "  revision " + number(seen.revision()) + "  last seen "
                                + seen.lastSeen()
                                + seen.refused()
                                        .map(refused -> "  REFUSED revision " + refused + ":\n"
                                                + seen.because().orElse(""))
                                        .orElse(""));
            }
            return ExitCode.YES;
        });
    }

    /** Does something on the database and closes it. */
    static ExitCode run(Console console, StoreOptions options, boolean checked, Work work)
            throws ToolException, InvalidFilesException {
        try (PostgresTool store = options.open(console, checked)) {
            return work.on(store);
        } catch (StoreUnavailableException e) {
            throw StoreOptions.unavailable(e);
        }
    }

    /** Who is at the keyboard. */
    static String author() {
        return System.getProperty("user.name", "unknown");
    }

    private static String number(Optional<Long> number) {
        return number.map(String::valueOf).orElse("none");
    }

    /** Without a command: the help. */
    @Override
    public ExitCode call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.COULD_NOT_RUN;
    }
}

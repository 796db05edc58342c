/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import io.topicwarden.policy.yaml.IdentityDraft;
import io.topicwarden.policy.yaml.ShownText;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code topicwarden identity get}: what the database of a fleet holds of an identity. */
@Command(
        name = "get",
        description =
                "Prints an identity as identities.yaml would hold it, and that it has a password, but not its hash.",
        footer = {
            "",
            "Exit code: 0 printed, 2 there is none of this name, 1 could not run.",
            "",
            "Example:",
            "  topicwarden identity get press-4"
        })
final class IdentityGetCommand implements Callable<ExitCode> {

    @Parameters(paramLabel = "NAME", description = "the identity's name")
    private String name = "";

    @Option(names = "--hash", description = "print the hash of its password too")
    private boolean hash;

    @Mixin
    private StoreOptions options = new StoreOptions();

    private final Console console;

    IdentityGetCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() throws ToolException, InvalidFilesException {
        return StoreCommand.run(console, options, true, store -> {
            Optional<IdentityDraft> found = FleetIdentities.draft(name, store.identity(name));
            if (found.isEmpty()) {
                console.err().println("there is no identity `" + ShownText.of(name) + "`");
                return ExitCode.NO;
            }
            print(found.get());
            return ExitCode.YES;
        });
    }

    private void print(IdentityDraft identity) {
        boolean hidden = identity.password().isPresent() && !hash;
        console.out().print(hidden ? identity.withPassword(Optional.empty()).text() : identity.text());
        if (hidden) {
            console.out().println("# it has a password, whose hash --hash shows");
        }
    }
}

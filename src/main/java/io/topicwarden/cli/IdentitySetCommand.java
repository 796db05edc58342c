/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import io.topicwarden.identity.password.PasswordHashing;
import io.topicwarden.policy.PasswordHash;
import io.topicwarden.policy.PatternSyntaxException;
import io.topicwarden.policy.yaml.IdentitiesReader;
import io.topicwarden.policy.yaml.IdentityDraft;
import io.topicwarden.policy.yaml.ShownText;
import io.topicwarden.store.StoreUnavailableException;
import io.topicwarden.store.postgres.PostgresTool;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code topicwarden identity set}: changes an identity in the database of a fleet, or adds it. */
@Command(
        name = "set",
        description = {
            "Changes an identity, or adds it. What is not named stays as it is; roles and attributes that are given take the"
                    + " place of all that were there. It is checked as in identities.yaml, its roles against the newest"
                    + " policy, and an invalid one is not written."
        },
        footer = {
            "",
            "Exit code: 0 done, 3 it would be invalid, 1 could not run.",
            "",
            "Examples:",
            "  topicwarden identity set press-4 --role sensor --attribute site=brussels --attribute line=a",
            "  topicwarden identity set press-4 --password",
            "  printf %%s \"$PASSWORD\" | topicwarden identity set press-4 --stdin",
            "  topicwarden identity set press-4 --enabled false"
        })
final class IdentitySetCommand implements Callable<ExitCode> {

    @Parameters(paramLabel = "NAME", description = "the identity's name")
    private String name = "";

    @Mixin
    private IdentityFields fields = new IdentityFields();

    @Mixin
    private StoreOptions options = new StoreOptions();

    private final Console console;

    IdentitySetCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() throws ToolException, InvalidFilesException {
        try {
            IdentitiesReader.name(name);
        } catch (PatternSyntaxException e) {
            throw new ToolException(ToolCode.USAGE, e.problem(), "the name is `" + ShownText.of(name) + "`");
        }
        fields.check();
        FleetIdentities.checked(fields.on(IdentityDraft.named(name)), Optional.empty());
        Optional<String> password = fields.asksForPassword() ? Optional.of(password()) : Optional.empty();
        return StoreCommand.run(console, options, true, store -> set(store, password));
    }

    private ExitCode set(PostgresTool store, Optional<String> password)
            throws StoreUnavailableException, ToolException, InvalidFilesException {
        Optional<IdentityDraft> before = FleetIdentities.draft(name, store.identityToChange(name));
        IdentityDraft changed = fields.on(before.orElse(IdentityDraft.named(name)));
        IdentityDraft draft = password.isPresent() ? changed.withPassword(password) : changed;
        store.put(FleetIdentities.checked(draft, FleetIdentities.roles(store)));
        console.out().println((before.isEmpty() ? "added `" : "changed `") + ShownText.of(name) + "`");
        return ExitCode.YES;
    }

    private String password() throws ToolException {
        PasswordInput input = new PasswordInput(console, fields.fromStdin());
        byte[] typed = input.twice("New password of `" + ShownText.of(name) + "`: ", "Once more: ");
        try {
            PasswordHash hash = PasswordHashing.hash(typed);
            return hash.encoded();
        } finally {
            Arrays.fill(typed, (byte) 0);
        }
    }
}

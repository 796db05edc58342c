/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import io.topicwarden.identity.password.PasswordHashing;
import io.topicwarden.policy.DidYouMean;
import io.topicwarden.policy.Identity;
import io.topicwarden.policy.PasswordHash;
import io.topicwarden.policy.PatternSyntaxException;
import io.topicwarden.policy.yaml.IdentitiesReader;
import io.topicwarden.policy.yaml.ShownText;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code topicwarden passwd}: sets or checks the password of an identity. */
@Command(
        name = "passwd",
        description = {
            "Asks for a password and writes its argon2id hash into identities.yaml.",
            "An identity that is not there yet is added. Nothing else in the file changes, comments"
                    + " and order included; the broker takes the change over at once."
        },
        footer = {
            "",
            "Exit code: 0 done, or the password is right; 2 it is wrong (--check); 3 identities.yaml is invalid;",
            "1 could not run, and the file is as it was.",
            "",
            "Examples:",
            "  topicwarden passwd alice",
            "  topicwarden passwd --role operator bob",
            "  topicwarden passwd --check alice",
            "  printf %%s \"$PASSWORD\" | topicwarden passwd --stdin alice"
        })
final class PasswdCommand implements Callable<ExitCode> {

    private static final int SHORT = 8;

    @Parameters(paramLabel = "NAME", description = "the identity's name")
    private String name = "";

    @Option(
            names = "--stdin",
            description = "reads the password from standard input: one line, of which the line end is no part")
    private boolean fromStdin;

    @Option(names = "--check", description = "asks once and says whether the password is right; changes nothing")
    private boolean check;

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            description = "a role for an identity that is added; can be given several times")
    private List<String> roles = List.of();

    @Option(
            names = "--conf",
            paramLabel = "DIR",
            description = "the folder with identities.yaml (default: the conf/ beside this tool)")
    private @Nullable Path conf;

    private final Console console;

    PasswdCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() throws ToolException, InvalidFilesException {
        checkName();
        IdentitiesFile file = IdentitiesFile.read(console, conf);
        Optional<Identity> identity = Optional.ofNullable(file.identities().get(name));
        return check ? check(identity, file.identities()) : set(file, identity);
    }

    private void checkName() throws ToolException {
        try {
            IdentitiesReader.name(name);
        } catch (PatternSyntaxException e) {
            throw new ToolException(ToolCode.USAGE, e.problem(), "the name is " + shown());
        }
    }

    private ExitCode check(Optional<Identity> identity, Map<String, Identity> all) throws ToolException {
        if (identity.isEmpty()) {
            return no("there is no identity " + shown(), DidYouMean.help(name, all.keySet()));
        }
        Optional<PasswordHash> hash = identity.get().password();
        if (hash.isEmpty()) {
            return no(shown() + " has no password, so none opens", Optional.empty());
        }
        byte[] password = new PasswordInput(console, fromStdin).once("Password of " + shown() + ": ");
        try {
            if (!PasswordHashing.matches(hash.get(), password)) {
                return no("this is not the password of " + shown(), Optional.empty());
            }
        } finally {
            Arrays.fill(password, (byte) 0);
        }
        console.out().println("yes: this is the password of " + shown());
        noteIfDisabled(identity.get());
        return ExitCode.YES;
    }

    private ExitCode no(String why, Optional<String> help) {
        console.out().println("no: " + why);
        help.ifPresent(text -> console.out().println("  = help: " + text));
        return ExitCode.NO;
    }

    private ExitCode set(IdentitiesFile file, Optional<Identity> identity) throws ToolException, InvalidFilesException {
        checkRoles(file, identity);
        file.checkCanBeChanged(name, roles);
        PasswordInput input = new PasswordInput(console, fromStdin);
        byte[] password = input.twice("New password of " + shown() + ": ", "Once more: ");
        try {
            file.set(name, PasswordHashing.hash(password), roles);
            report(file, identity, isShort(password));
        } finally {
            Arrays.fill(password, (byte) 0);
        }
        return ExitCode.YES;
    }

    private void checkRoles(IdentitiesFile file, Optional<Identity> identity) throws ToolException {
        if (identity.isPresent() && !roles.isEmpty()) {
            throw new ToolException(
                    ToolCode.USAGE,
                    "--role is for new identities, and " + shown() + " is there already",
                    "change its roles in " + file.shown());
        }
        for (String role : roles) {
            if (file.roles().isPresent() && !file.roles().get().contains(role)) {
                throw new ToolException(
                        ToolCode.USAGE,
                        "role `" + ShownText.of(role) + "` is not defined",
                        DidYouMean.help(role, file.roles().get()).orElse("define it in the policy first"));
            }
        }
    }

    private void report(IdentitiesFile file, Optional<Identity> before, boolean isShort) {
        console.out().println(done(file, before));
        if (before.isEmpty()) {
            DidYouMean.help(name, file.identities().keySet()).ifPresent(help -> note("it is new: " + help));
            if (roles.isEmpty()) {
                note("it has no role of its own, only those that assignments in the policy give it");
            }
        }
        before.ifPresent(this::noteIfDisabled);
        if (isShort) {
            note("the password has fewer than " + SHORT + " characters, which is soon guessed");
        }
    }

    private String done(IdentitiesFile file, Optional<Identity> before) {
        if (before.isEmpty()) {
            return "added " + shown() + " to " + file.shown();
        }
        boolean replaced = before.get().password().isPresent();
        return (replaced ? "replaced the password of " : "gave a password to ") + shown() + " in " + file.shown();
    }

    private void noteIfDisabled(Identity identity) {
        if (!identity.enabled()) {
            note("the identity is disabled, and refused all the same");
        }
    }

    private void note(String text) {
        console.err().println("  = note: " + text);
    }

    private String shown() {
        return "`" + ShownText.of(name) + "`";
    }

    private static boolean isShort(byte[] password) {
        return StandardCharsets.UTF_8.decode(ByteBuffer.wrap(password)).length() < SHORT;
    }
}

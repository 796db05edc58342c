/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.topicwarden.conf.Configuration;
import io.topicwarden.conf.PolicySource;
import io.topicwarden.policy.Policy;
import io.topicwarden.policy.Problem;
import io.topicwarden.policy.yaml.Loaded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code topicwarden validate}: whether the broker would take the files as they are. */
@Command(
        name = "validate",
        description = {
            "Loads the files exactly as the broker would and prints every problem with its place.",
            "",
            "A candidate in policy.shadow.yaml is checked too; whatever is wrong with it, the rest comes in force."
        },
        footer = {
            "",
            "Exit code: 0 valid, 3 invalid, 1 could not run.",
            "",
            "Examples:",
            "  topicwarden validate",
            "  topicwarden validate /etc/topicwarden/conf",
            "  topicwarden validate new-policy.yaml",
            "  topicwarden validate --database",
            "  topicwarden validate --format json conf"
        })
final class ValidateCommand implements Callable<ExitCode> {

    @Parameters(
            arity = "0..1",
            paramLabel = "CONF",
            description = "a conf/ folder, or a policy file alone (default: the conf/ beside this tool)")
    private @Nullable Path given;

    @Option(names = "--conf", paramLabel = "DIR", description = "the same as CONF", hidden = true)
    private @Nullable Path conf;

    @Option(names = "--policy", paramLabel = "FILE", description = "the same as CONF", hidden = true)
    private @Nullable Path policy;

    @Option(
            names = "--database",
            description = "where the settings name a database, check the newest policy that it holds")
    private boolean database;

    @Mixin
    private Format format = new Format();

    private final Console console;

    ValidateCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() throws ToolException {
        Path path = path();
        try {
            return report(path);
        } catch (InvalidFilesException e) {
            report(e.problems(), e.directory());
            return ExitCode.INVALID;
        }
    }

    private Path path() throws ToolException {
        Path typed = given != null ? given : conf != null ? conf : policy;
        Path path = ConfOptions.chosen(console, typed, "name one");
        if (!Files.exists(path)) {
            throw new ToolException(
                    ToolCode.NO_SUCH_FILE, "`" + console.shown(path) + "` does not exist", "check the name");
        }
        return path;
    }

    private ExitCode report(Path path) throws ToolException, InvalidFilesException {
        if (!Files.isDirectory(path)) {
            PolicySource read = ConfOptions.readPolicy(console, path);
            valid(read.hash(), size(read.policy()) + ", sha-256 " + read.hash(), Optional.empty(), "");
            return ExitCode.YES;
        }
        if (FleetFolder.isOne(path)) {
            report(new FleetFolder(console, path, database));
            return ExitCode.YES;
        }
        Configuration read = ConfOptions.loadFolder(console, path);
        String text = read.settings().listeners().size() + " listeners, "
                + read.identities().size() + " identities, " + size(read.policy()) + ", sha-256 " + read.policyHash()
                + (read.tested() == 0 ? "" : ", tested answers: " + read.tested());
        valid(read.policyHash(), text, read.shadow(), ConfOptions.directoryOf(console, path));
        boolean mistaken =
                read.shadow().filter(shadow -> !shadow.problems().isEmpty()).isPresent();
        return mistaken ? ExitCode.INVALID : ExitCode.YES;
    }

    private void report(FleetFolder folder) throws ToolException, InvalidFilesException {
        Optional<Configuration> read = folder.read();
        if (read.isPresent()) {
            String text = read.get().settings().listeners().size() + " listeners, "
                    + size(read.get().policy()) + ", sha-256 " + read.get().policyHash()
                    + (read.get().tested() == 0
                            ? ""
                            : ", tested answers: " + read.get().tested());
            valid(read.get().policyHash(), text, Optional.empty(), "");
        } else if (format.isJson()) {
            Json.object(console.out(), json -> {
                json.writeBooleanField("valid", true);
                Json.problems(json, List.of(), "");
            });
        } else {
            console.out().println("valid: the settings and what they name");
            console.out().println("  = note: the database holds policy and identities: --database checks its policy");
        }
    }

    private static String size(Policy policy) {
        int permissions = policy.roles().values().stream()
                .mapToInt(role -> role.permissions().size())
                .sum();
        return policy.roles().size() + " roles, " + permissions + " permissions";
    }

    private void valid(String hash, String text, Optional<Loaded<PolicySource>> shadow, String directory) {
        if (format.isJson()) {
            Json.object(console.out(), json -> {
                json.writeBooleanField("valid", true);
                json.writeStringField("policy", hash);
                Json.problems(json, List.of(), "");
                if (shadow.isPresent()) {
                    json.writeObjectFieldStart("shadow");
                    write(json, shadow.get(), directory);
                    json.writeEndObject();
                }
            });
        } else {
            console.out().println("valid: " + text);
            shadow.ifPresent(candidate -> print(candidate, directory));
        }
    }

    private static void write(JsonGenerator json, Loaded<PolicySource> shadow, String directory) throws IOException {
        json.writeBooleanField("valid", shadow.problems().isEmpty());
        if (shadow.value().isPresent()) {
            json.writeStringField("policy", shadow.value().get().hash());
        }
        Json.problems(json, shadow.problems(), directory);
    }

    private void print(Loaded<PolicySource> shadow, String directory) {
        shadow.value().ifPresent(valid -> console.out()
                .println("shadow valid: " + size(valid.policy()) + ", sha-256 " + valid.hash()));
        if (!shadow.problems().isEmpty()) {
            console.out().println("shadow not valid, and not compared:");
            ProblemReport.print(console, console.out(), shadow.problems(), directory);
        }
    }

    private void report(List<Problem> problems, String directory) {
        if (format.isJson()) {
            Json.object(console.out(), json -> {
                json.writeBooleanField("valid", false);
                Json.problems(json, problems, directory);
            });
        } else {
            ProblemReport.print(console, console.out(), problems, directory);
        }
    }
}

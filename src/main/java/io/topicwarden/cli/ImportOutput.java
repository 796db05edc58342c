/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import io.topicwarden.cli.migrate.Imported;
import io.topicwarden.policy.Policy;
import io.topicwarden.policy.Problem;
import io.topicwarden.policy.yaml.IdentitiesReader;
import io.topicwarden.policy.yaml.Loaded;
import io.topicwarden.policy.yaml.PolicyReader;
import io.topicwarden.policy.yaml.SourceFile;
import io.topicwarden.store.ReadResult;
import io.topicwarden.store.file.ConfFolder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Where an importer writes, and what it says about it. */
final class ImportOutput {

    private static final String POLICY = "policy.yaml";
    private static final String IDENTITIES = "identities.yaml";
    private static final String ANOTHER_FOLDER = "name another folder with -o DIR";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            defaultValue = ".",
            description = "the folder in which policy.yaml and identities.yaml are written, made if it does not exist"
                    + " (default: the current one)")
    private Path folder = Path.of(".");

    @Option(names = "--force", description = "overwrite the files if they exist")
    private boolean force;

    /** Reads a file to be imported. */
    static SourceFile source(Console console, Path typed) throws ToolException, InvalidFilesException {
        Path path = ConfOptions.existing(console, console.resolve(typed));
        ReadResult read = ConfFolder.readFile(path);
        if (read instanceof ReadResult.Found found) {
            return new SourceFile(found.bytes().file(), found.bytes().content());
        }
        throw new InvalidFilesException(
                List.of(((ReadResult.Failed) read).problem()), ConfOptions.directoryOf(console, typed));
    }

    /** Checks what was made, writes it, and says what there is to say of it. */
    void write(Console console, Format format, Imported imported, List<String> listener)
            throws ToolException, InvalidFilesException {
        check(imported);
        Path target = console.resolve(folder);
        NewFile policy = new NewFile(console, target.resolve(POLICY));
        NewFile identities = new NewFile(console, target.resolve(IDENTITIES));
        if (!force) {
            policy.refuseToOverwrite(ANOTHER_FOLDER);
            identities.refuseToOverwrite(ANOTHER_FOLDER);
        }
        policy.write(imported.policy(), "rw-r-----");
        identities.write(imported.identities(), "rw-------");
        ImportReport report = new ImportReport(
                console, imported, List.of(console.shown(policy.file()), console.shown(identities.file())), listener);
        if (format.isJson()) {
            report.json();
        } else {
            report.text();
        }
    }

    /** What the broker would not load must not be written: a defect of the importer's own. */
    private static void check(Imported imported) throws InvalidFilesException {
        Loaded<Policy> policy = PolicyReader.read(List.of(source(POLICY, imported.policy())));
        List<Problem> problems = new ArrayList<>(policy.problems());
        problems.addAll(IdentitiesReader.read(
                        source(IDENTITIES, imported.identities()),
                        policy.value().map(read -> read.roles().keySet()))
                .problems());
        if (!problems.isEmpty()) {
            throw new InvalidFilesException(problems, "");
        }
    }

    private static SourceFile source(String name, String text) {
        return new SourceFile(name, text.getBytes(StandardCharsets.UTF_8));
    }
}

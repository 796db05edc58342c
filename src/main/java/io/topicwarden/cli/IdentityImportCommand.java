/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import io.topicwarden.policy.Identity;
import io.topicwarden.policy.Problem;
import io.topicwarden.policy.yaml.IdentitiesReader;
import io.topicwarden.policy.yaml.IdentityLines;
import io.topicwarden.policy.yaml.Loaded;
import io.topicwarden.policy.yaml.SourceFile;
import io.topicwarden.store.ReadResult;
import io.topicwarden.store.StoreUnavailableException;
import io.topicwarden.store.file.ConfFolder;
import io.topicwarden.store.postgres.IdentityImport;
import io.topicwarden.store.postgres.PostgresTool;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code topicwarden identity import}: many identities at once, into the database of a fleet. */
@Command(
        name = "import",
        description = {
            "Writes the identities of a file, all or none; those that are there under the same names are replaced.",
            "FILE is of the form of identities.yaml, of at most 64 MiB. Or its name ends in .jsonl, or it is `-` for standard"
                    + " input: then each line is a JSON object with `name` and the keys of an identity, and it may be of any"
                    + " length. Each identity is checked as in identities.yaml, its roles against the newest policy."
        },
        footer = {
            "",
            "Exit code: 0 written, 3 invalid and nothing written, 1 could not run.",
            "",
            "Examples:",
            "  topicwarden identity import identities.yaml",
            "  topicwarden identity import devices.jsonl",
            "  zcat devices.jsonl.gz | topicwarden identity import -"
        })
final class IdentityImportCommand implements Callable<ExitCode> {

    private static final Path STANDARD_INPUT = Path.of("-");

    @Parameters(paramLabel = "FILE", description = "the identities")
    private Path file = STANDARD_INPUT;

    @Mixin
    private StoreOptions options = new StoreOptions();

    private final Console console;

    IdentityImportCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() throws ToolException, InvalidFilesException {
        return StoreCommand.run(console, options, true, store -> {
            Optional<Set<String>> roles = FleetIdentities.roles(store);
            long written = isOfLines() ? lines(store, roles) : whole(store, roles);
            console.out().println(written + (written == 1 ? " identity" : " identities"));
            return ExitCode.YES;
        });
    }

    private boolean isOfLines() {
        return file.equals(STANDARD_INPUT) || file.toString().endsWith(".jsonl");
    }

    private long lines(PostgresTool store, Optional<Set<String>> roles)
            throws StoreUnavailableException, ToolException, InvalidFilesException {
        boolean piped = file.equals(STANDARD_INPUT);
        String name = piped ? "standard-input" : String.valueOf(file.getFileName());
        Path path = piped ? file : ConfOptions.existing(console, console.resolve(file));
        try (InputStream in = piped ? console.in() : Files.newInputStream(path)) {
            IdentityLinesImport lines = new IdentityLinesImport(console, new IdentityLines(name, roles));
            return lines.run(in, store.importing(), piped ? "" : ConfOptions.directoryOf(console, file));
        } catch (IOException e) {
            throw new ToolException(
                    ToolCode.NO_SUCH_FILE, "`" + file + "` cannot be read to its end", "nothing has been written");
        }
    }

    private long whole(PostgresTool store, Optional<Set<String>> roles)
            throws StoreUnavailableException, InvalidFilesException {
        String directory = ConfOptions.directoryOf(console, file);
        Map<String, Identity> identities = read(directory, roles);
        List<Problem> unstorable = identities.values().stream()
                .flatMap(identity -> FleetIdentities.unstorable(identity).stream())
                .toList();
        if (!unstorable.isEmpty()) {
            throw new InvalidFilesException(unstorable, directory);
        }
        IdentityImport incoming = store.importing();
        for (Identity identity : identities.values()) {
            incoming.add(identity);
        }
        incoming.end();
        return incoming.commit();
    }

    private Map<String, Identity> read(String directory, Optional<Set<String>> roles) throws InvalidFilesException {
        ReadResult read = ConfFolder.readFile(console.resolve(file));
        if (read instanceof ReadResult.Failed failed) {
            throw new InvalidFilesException(List.of(failed.problem()), directory);
        }
        ReadResult.Found found = (ReadResult.Found) read;
        Loaded<Map<String, Identity>> loaded = IdentitiesReader.read(
                new SourceFile(found.bytes().file(), found.bytes().content()), roles);
        return loaded.value().orElseThrow(() -> new InvalidFilesException(loaded.problems(), directory));
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import io.topicwarden.conf.ConfLoader;
import io.topicwarden.conf.Configuration;
import io.topicwarden.policy.Problem;
import io.topicwarden.policy.Settings;
import io.topicwarden.policy.StoreSettings;
import io.topicwarden.policy.yaml.SettingsReader;
import io.topicwarden.policy.yaml.SourceFile;
import io.topicwarden.store.FileCode;
import io.topicwarden.store.PolicyRevision;
import io.topicwarden.store.ReadResult;
import io.topicwarden.store.StoreUnavailableException;
import io.topicwarden.store.file.ConfFolder;
import io.topicwarden.store.postgres.PostgresTool;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A {@code conf/} folder whose settings name a database, checked as a broker would load it. */
final class FleetFolder {

    private final Console console;
    private final Path folder;
    private final boolean asked;

    /** @param asked whether the database is asked for its newest policy; if not, only the files are checked */
    FleetFolder(Console console, Path folder, boolean asked) {
        this.console = console;
        this.folder = folder;
        this.asked = asked;
    }

    /** Whether a folder is such a one. */
    static boolean isOne(Path folder) {
        return settings(folder).filter(StoreSettings.Postgres.class::isInstance).isPresent();
    }

    /** What a broker would put in force; empty if the database was not asked. */
    Optional<Configuration> read() throws ToolException, InvalidFilesException {
        Optional<PolicyRevision> newest = asked ? newest() : Optional.empty();
        ConfLoader.Result result =
                new ConfLoader(new ConfFolder(folder), console.time(), Optional.of(settings -> newest)).load();
        List<Problem> problems = result.problems().stream()
                .filter(problem -> asked || !problem.code().equals(FileCode.NO_POLICY_REVISION.toString()))
                .toList();
        if (!problems.isEmpty()) {
            throw new InvalidFilesException(problems, ConfOptions.directoryOf(console, folder));
        }
        if (result.overtaken()) {
            throw new ToolException(ToolCode.FILES_CHANGING, "the files changed while they were read", "try again");
        }
        return result.configuration();
    }

    private Optional<PolicyRevision> newest() throws ToolException {
        StoreSettings.Postgres database =
                (StoreSettings.Postgres) settings(folder).orElseThrow();
        try (PostgresTool store = PostgresTool.open(database, folder, true)) {
            return store.revision(Optional.empty());
        } catch (StoreUnavailableException e) {
            throw StoreOptions.unavailable(e);
        }
    }

    private static Optional<StoreSettings> settings(Path folder) {
        ReadResult read = ConfFolder.readFile(folder.resolve("topicwarden.yaml"));
        return read instanceof ReadResult.Found found
                ? SettingsReader.read(new SourceFile(
                                found.bytes().file(), found.bytes().content()))
                        .value()
                        .map(Settings::store)
                : Optional.empty();
    }
}

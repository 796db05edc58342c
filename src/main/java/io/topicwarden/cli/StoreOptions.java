/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import io.topicwarden.policy.Settings;
import io.topicwarden.policy.StoreSettings;
import io.topicwarden.policy.yaml.Loaded;
import io.topicwarden.policy.yaml.SettingsReader;
import io.topicwarden.policy.yaml.SourceFile;
import io.topicwarden.store.ReadResult;
import io.topicwarden.store.StoreUnavailableException;
import io.topicwarden.store.file.ConfFolder;
import io.topicwarden.store.postgres.PostgresTool;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which database a command works on: the one that {@code topicwarden.yaml} names, as another user if one is given. */
final class StoreOptions {

    @Mixin
    private ConfOptions conf = new ConfOptions();

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description = "who logs in, instead of the broker's user; the password is then in TOPICWARDEN_DB_PASSWORD")
    private @Nullable String user;

    /** The {@code conf/} folder chosen. */
    Path folder(Console console) throws ToolException {
        return conf.folder(console);
    }

    /** Connects. */
    PostgresTool open(Console console, boolean checked) throws ToolException, InvalidFilesException {
        Path folder = conf.folder(console);
        StoreSettings.Postgres named = named(console, folder);
        StoreSettings.Postgres used = user == null
                ? named
                : new StoreSettings.Postgres(
                        named.url(),
                        user,
                        Optional.empty(),
                        named.identities(),
                        named.expireAfter(),
                        named.serveStaleFor());
        try {
            return PostgresTool.open(used, folder, checked);
        } catch (StoreUnavailableException e) {
            throw unavailable(e);
        }
    }

    static ToolException unavailable(StoreUnavailableException e) {
        return new ToolException(
                ToolCode.STORE_UNAVAILABLE,
                String.valueOf(e.getMessage()),
                "see whether the database can be reached and what this user may do there");
    }

    private static StoreSettings.Postgres named(Console console, Path folder)
            throws ToolException, InvalidFilesException {
        String directory = ConfOptions.directoryOf(console, folder);
        ReadResult read = ConfFolder.readFile(folder.resolve("topicwarden.yaml"));
        if (read instanceof ReadResult.Failed failed) {
            throw new InvalidFilesException(List.of(failed.problem()), directory);
        }
        ReadResult.Found found = (ReadResult.Found) read;
        Loaded<Settings> settings = SettingsReader.read(
                new SourceFile(found.bytes().file(), found.bytes().content()));
        if (settings.value().isEmpty()) {
            throw new InvalidFilesException(settings.problems(), directory);
        }
        if (settings.value().get().store() instanceof StoreSettings.Postgres postgres) {
            return postgres;
        }
        throw new ToolException(
                ToolCode.NO_STORE,
                "`" + console.shown(folder.resolve("topicwarden.yaml")) + "` names no database",
                "write `store: {type: postgres, url: …, user: …}` into it");
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import io.topicwarden.policy.Identity;
import io.topicwarden.policy.PasswordHash;
import io.topicwarden.policy.PatternSyntaxException;
import io.topicwarden.policy.yaml.IdentitiesReader;
import io.topicwarden.policy.yaml.Loaded;
import io.topicwarden.policy.yaml.PasswordEdit;
import io.topicwarden.policy.yaml.PolicyReader;
import io.topicwarden.policy.yaml.SourceFile;
import io.topicwarden.store.ReadResult;
import io.topicwarden.store.file.ConfFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An {@code identities.yaml} that is valid, and can be given passwords. */
final class IdentitiesFile {

    private static final String NAME = "identities.yaml";

    /** Any hash will do to try out where it goes; it is never written. */
    private static final String EXAMPLE =
            "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    private final Path path;
    private final String shown;
    private final String directory;
    private final SourceFile file;
    private final Optional<Set<String>> roles;
    private final Map<String, Identity> identities;

    private IdentitiesFile(Console console, Path folder) throws InvalidFilesException {
        this.path = folder.resolve(NAME);
        this.directory = ConfOptions.directoryOf(console, folder);
        this.shown = directory + NAME;
        this.file = content(ConfFolder.readFile(path), directory);
        this.roles = PolicyReader.roleNames(policyFiles(folder));
        Loaded<Map<String, Identity>> loaded = IdentitiesReader.read(file, roles);
        this.identities = loaded.value().orElseThrow(() -> new InvalidFilesException(loaded.problems(), directory));
    }

    /** @param conf the folder, or null for the one beside the tool */
    static IdentitiesFile read(Console console, @Nullable Path conf) throws ToolException, InvalidFilesException {
        Path folder = ConfOptions.chosen(console, conf, "name one with --conf DIR");
        if (!Files.isDirectory(folder)) {
            throw new ToolException(
                    ToolCode.NO_SUCH_FILE,
                    "there is no folder `" + console.shown(folder) + "`",
                    "check the name and the folder");
        }
        return new IdentitiesFile(console, folder);
    }

    /** How the user calls the file. */
    String shown() {
        return shown;
    }

    Map<String, Identity> identities() {
        return identities;
    }

    /** The roles that the policy defines, if it can be read. */
    Optional<Set<String>> roles() {
        return roles;
    }

    /** Fails, before anybody is asked for a password, if {@link #set} would for the way the file is written. */
    void checkCanBeChanged(String name, List<String> newRoles) throws ToolException, InvalidFilesException {
        try {
            edited(name, PasswordHash.parse(EXAMPLE), newRoles);
        } catch (PatternSyntaxException e) {
            throw new IllegalStateException("a constant is no password hash", e);
        }
    }

    /** Sets a password, or adds an identity that has it, in the file on disk. */
    void set(String name, PasswordHash hash, List<String> newRoles) throws ToolException, InvalidFilesException {
        new FileReplacement(path, shown).replace(file.content(), edited(name, hash, newRoles));
    }

    private byte[] edited(String name, PasswordHash hash, List<String> newRoles)
            throws ToolException, InvalidFilesException {
        PasswordEdit.Result result = new PasswordEdit(file, roles).set(name, hash, newRoles);
        if (result instanceof PasswordEdit.Result.Edited edited) {
            return edited.content();
        }
        if (result instanceof PasswordEdit.Result.Invalid invalid) {
            throw new InvalidFilesException(invalid.problems(), directory);
        }
        throw new ToolException(
                ToolCode.UNSUITABLE_LAYOUT,
                "`" + shown + "` is written in a way in which this cannot be changed safely",
                "write the identity as `NAME: {}` on a line of its own first, and try again");
    }

    private static SourceFile content(ReadResult result, String directory) throws InvalidFilesException {
        if (result instanceof ReadResult.Found found) {
            return new SourceFile(found.bytes().file(), found.bytes().content());
        }
        throw new InvalidFilesException(List.of(((ReadResult.Failed) result).problem()), directory);
    }

    private static List<SourceFile> policyFiles(Path folder) {
        return new ConfFolder(folder)
                .readPolicy().stream()
                        .filter(ReadResult.Found.class::isInstance)
                        .map(result -> ((ReadResult.Found) result).bytes())
                        .map(bytes -> new SourceFile(bytes.file(), bytes.content()))
                        .toList();
    }
}

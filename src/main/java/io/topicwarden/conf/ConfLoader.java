/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.conf;

import io.topicwarden.identity.x509.CertificateVerifier;
import io.topicwarden.policy.FileReference;
import io.topicwarden.policy.Identity;
import io.topicwarden.policy.Policy;
import io.topicwarden.policy.Problem;
import io.topicwarden.policy.Settings;
import io.topicwarden.policy.SourceSpan;
import io.topicwarden.policy.StoreSettings;
import io.topicwarden.policy.yaml.IdentitiesReader;
import io.topicwarden.policy.yaml.Loaded;
import io.topicwarden.policy.yaml.PolicyReader;
import io.topicwarden.policy.yaml.SettingsReader;
import io.topicwarden.policy.yaml.SourceFile;
import io.topicwarden.store.FileCode;
import io.topicwarden.store.ReadResult;
import io.topicwarden.store.SourceBytes;
import io.topicwarden.store.file.ConfFiles;
import io.topicwarden.store.file.ConfFolder;
import io.topicwarden.store.file.ShadowFiles;
import io.topicwarden.store.file.Stamp;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads all files of {@code conf/} as of one moment, or names every problem that they have. Not thread-safe. */
public final class ConfLoader {

    /**
     * What came of it.
     *
     * @param configuration present only if there are no problems and no file changed meanwhile
     * @param problems in all files together
     * @param stamp how the files looked
     * @param contentHash SHA-256 over the content of all of them: a stamp can change where no content did
     * @param overtaken whether a file changed meanwhile, so that all must be read again
     * @param endingMidLine the files that may be written by half, see {@link ConfFiles#endingMidLine}
     */
    public record Result(
            Optional<Configuration> configuration,
            List<Problem> problems,
            Stamp stamp,
            String contentHash,
            boolean overtaken,
            Set<String> endingMidLine) {}

    private final ConfFolder folder;
    private final InstantSource time;
    private final Optional<SharedPolicy> shared;
    private List<FileReference> references = List.of();

    /** @param time asked when certificates are checked */
    public ConfLoader(ConfFolder folder, InstantSource time) {
        this(folder, time, Optional.empty());
    }

    /** @param shared asked for the policy if the settings name a database; without it the files are read all the same */
    public ConfLoader(ConfFolder folder, InstantSource time, Optional<SharedPolicy> shared) {
        this.shared = shared;
        this.folder = folder;
        this.time = time;
    }

    /** How the files look now, those that the settings named last time included. */
    public Stamp stamp() {
        return folder.stamp(references);
    }

    /** Reads everything, and runs the policy's tests. */
    public Result load() {
        return load(true, folder.read(ConfLoader::namedBy));
    }

    /** Reads everything but the policy's tests, for somebody who wants to know why they fail. */
    public Result loadUntested() {
        return load(false, folder.read(ConfLoader::namedBy));
    }

    /** Reads everything with the candidate in place of the policy, and holds it to the policy's tests. */
    public Result loadCandidate() {
        return load(true, folder.read(ConfLoader::namedBy).promoted());
    }

    private Result load(boolean tested, ConfFiles files) {
        references = files.references();
        List<Problem> problems = new ArrayList<>(files.problems());
        if (!tested) {
            files.tests().ifPresent(file -> problems.removeIf(problem -> isOf(file, problem)));
        }
        Optional<StoreSettings.Postgres> database = database(files);
        if (database.isPresent()) {
            return load(
                    tested, files, new SharedFiles(files, shared.orElseThrow().revision(database.get())));
        }
        Optional<Settings> settings =
                found(files.settings()).flatMap(file -> value(SettingsReader.read(file), problems));
        List<SourceFile> policyFiles =
                files.policy().stream().flatMap(file -> found(file).stream()).toList();
        Optional<Policy> policy =
                policyFiles.isEmpty() ? Optional.empty() : value(PolicyReader.read(policyFiles), problems);
        Optional<Map<String, Identity>> identities = found(files.identities())
                .flatMap(file -> value(IdentitiesReader.read(file, roleNames(policy, policyFiles)), problems));
        Optional<CertificateVerifier> certificates =
                settings.flatMap(known -> new TrustLoader(files.named(), time).load(known.certificates(), problems));
        int answers = tested ? test(files, policy, policyFiles, problems) : 0;
        Optional<Loaded<PolicySource>> shadow =
                shadow(files.shadow(), files.shadow().over(files.policy()));
        boolean whole = problems.isEmpty() && !files.overtaken();
        Optional<Configuration> configuration = !whole
                ? Optional.empty()
                : settings.flatMap(s -> policy.flatMap(p -> identities.flatMap(
                        i -> certificates.map(c -> new Configuration(s, p, policyFiles, i, answers, shadow, c)))));
        return new Result(
                configuration,
                List.copyOf(problems),
                files.stamp(),
                Sha256.of(files),
                files.overtaken(),
                files.endingMidLine());
    }

    /** Runs the tests of a policy that is valid, and reads those of one that is not; how many answers were right. */
    private int test(ConfFiles files, Optional<Policy> policy, List<SourceFile> policyFiles, List<Problem> problems) {
        Optional<SourceFile> file = files.tests().flatMap(ConfLoader::found);
        return file.map(tests -> {
                    TestedPolicy tested = new TestedPolicy(policy, roleNames(policy, policyFiles), time);
                    problems.addAll(tested.problems(tests));
                    return tested.answers();
                })
                .orElse(0);
    }

    /** The candidate; whatever is wrong with it, or with reading it, is no concern of the policy. */
    private static Optional<Loaded<PolicySource>> shadow(ShadowFiles shadow, List<ReadResult> whole) {
        if (!shadow.isPresent()) {
            return Optional.empty();
        }
        try {
            return Optional.of(PolicySource.of(whole));
        } catch (Throwable t) {
            Problem defect = problem(
                    FileCode.UNREADABLE_FILE.toString(),
                    "the shadow cannot be read: " + t.getClass().getSimpleName(),
                    SourceSpan.startOf("policy.shadow.yaml"),
                    "the policy in force is not affected; see whether the candidate is very large");
            return Optional.of(new Loaded<>(Optional.empty(), List.of(defect)));
        }
    }

    private static boolean isOf(ReadResult file, Problem problem) {
        return file instanceof ReadResult.Failed failed && failed.problem().equals(problem);
    }

    /** Likewise where the policy is not in the files, and identities are read one by one as they are needed. */
    private Result load(boolean tested, ConfFiles files, SharedFiles found) {
        List<Problem> problems = new ArrayList<>(found.problems());
        Optional<Settings> settings =
                found(files.settings()).flatMap(file -> value(SettingsReader.read(file), problems));
        Optional<Policy> policy = found.policy().flatMap(file -> value(PolicyReader.read(List.of(file)), problems));
        Optional<CertificateVerifier> certificates =
                settings.flatMap(known -> new TrustLoader(files.named(), time).load(known.certificates(), problems));
        List<SourceFile> policyFiles = found.policy().stream().toList();
        int answers = tested ? test(files, policy, policyFiles, problems) : 0;
        Optional<Loaded<PolicySource>> shadow =
                shadow(files.shadow(), files.shadow().own());
        boolean whole = problems.isEmpty() && !files.overtaken();
        Optional<Configuration> configuration = !whole
                ? Optional.empty()
                : settings.flatMap(s -> policy.flatMap(p ->
                        certificates.map(c -> new Configuration(s, p, policyFiles, Map.of(), answers, shadow, c))));
        return new Result(
                configuration,
                List.copyOf(problems),
                files.stamp(),
                found.hash(),
                files.overtaken(),
                files.endingMidLine());
    }

    private Optional<StoreSettings.Postgres> database(ConfFiles files) {
        return shared.isEmpty() || files.overtaken()
                ? Optional.empty()
                : found(files.settings())
                        .flatMap(file -> SettingsReader.read(file).value())
                        .map(Settings::store)
                        .filter(StoreSettings.Postgres.class::isInstance)
                        .map(StoreSettings.Postgres.class::cast);
    }

    private static List<FileReference> namedBy(SourceBytes settings) {
        return SettingsReader.read(source(settings))
                .value()
                .map(Settings::certificates)
                .map(certificates -> {
                    List<FileReference> named = new ArrayList<>(certificates.trustAnchors());
                    named.addAll(certificates.revocationLists());
                    return named;
                })
                .orElseGet(ArrayList::new);
    }

    private static Optional<Set<String>> roleNames(Optional<Policy> policy, List<SourceFile> policyFiles) {
        return policy.map(known -> known.roles().keySet()).or(() -> PolicyReader.roleNames(policyFiles));
    }

    private static Optional<SourceFile> found(ReadResult result) {
        return result instanceof ReadResult.Found found ? Optional.of(source(found.bytes())) : Optional.empty();
    }

    private static SourceFile source(SourceBytes bytes) {
        return new SourceFile(bytes.file(), bytes.content());
    }

    private static <T> Optional<T> value(Loaded<T> loaded, List<Problem> problems) {
        problems.addAll(loaded.problems());
        return loaded.value();
    }

    /** A problem with a file that the settings name, shown where they name it. */
    static Problem problem(String code, String message, SourceSpan span, String help) {
        return new Problem(code, message, span, "", Optional.of(help));
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.store.file;

import io.topicwarden.policy.FileReference;
import io.topicwarden.store.ReadResult;
import io.topicwarden.store.SourceBytes;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads what the {@code conf/} folder holds, as bytes, and as of one moment. */
public final class ConfFolder {

    private static final ConfFile SETTINGS = ConfFile.of("topicwarden.yaml");
    private static final ConfFile IDENTITIES = ConfFile.of("identities.yaml");
    private static final ConfFile POLICY = ConfFile.of("policy.yaml");
    private static final ConfFile TESTS = ConfFile.of("policy-tests.yaml");
    private static final ConfFile SHADOW = ConfFile.of("policy.shadow.yaml");
    private static final String POLICY_FOLDER = "policy.d";
    private static final String SHADOW_FOLDER = "policy.shadow.d";

    private final Path conf;
    private final InstantSource time;

    /** The folder need not exist. */
    public ConfFolder(Path conf) {
        this(conf, InstantSource.system());
    }

    ConfFolder(Path conf, InstantSource time) {
        this.conf = conf.toAbsolutePath();
        this.time = time;
    }

    /**
     * Reads everything. Each file is bounded to 64 MiB, all together to 256 MiB, and {@code policy.d} to 1,000 files. A file
     * that is missing, too large or special is an entry with a problem; no exception is thrown. {@code policy-tests.yaml} may be missing.
     * The files of the shadow are bounded by themselves, so that they take no room from the others.
     *
     * @param namedBy the files that settings name (trust anchors, revocation lists), by paths relative to {@code conf/} or
     *     absolute; asked once, and not if the settings cannot be read
     */
    public ConfFiles read(Function<SourceBytes, ? extends Collection<FileReference>> namedBy) {
        ReadResult settings = new Reading(conf, time.instant()).read(SETTINGS);
        List<FileReference> references =
                settings instanceof ReadResult.Found found ? List.copyOf(namedBy.apply(found.bytes())) : List.of();
        Stamp before = stamp(references);
        Reading reading = new Reading(conf, time.instant());
        ReadResult settingsAgain = reading.read(SETTINGS);
        ReadResult identities = reading.read(IDENTITIES);
        List<ReadResult> policy = policy(reading);
        Optional<ReadResult> tests = reading.readIfThere(TESTS);
        Map<String, ReadResult> named = named(reading, references);
        ShadowFiles shadow = readShadow();
        boolean overtaken =
                !settingsAgain.equals(settings) || !stamp(references).showsNoChangeSince(before);
        return new ConfFiles(settingsAgain, identities, policy, tests, named, shadow, references, before, overtaken);
    }

    /** Reads {@code policy.yaml} and {@code policy.d} alone, bounded likewise. */
    public List<ReadResult> readPolicy() {
        return policy(new Reading(conf, time.instant()));
    }

    /** Reads {@code policy.shadow.yaml} and {@code policy.shadow.d} alone, bounded likewise. */
    public ShadowFiles readShadow() {
        Reading reading = new Reading(conf, time.instant());
        List<ReadResult> results = new ArrayList<>();
        reading.readIfThere(SHADOW).ifPresent(results::add);
        addAll(results, PolicyFolder.list(conf, SHADOW_FOLDER), reading);
        return new ShadowFiles(results);
    }

    /** Reads one file wherever it lies, bounded likewise; problems call it by its name without the folder. */
    public static ReadResult readFile(Path file) {
        Path absolute = file.toAbsolutePath();
        Path folder = absolute.getParent();
        return new Reading(folder == null ? absolute : folder, Instant.now())
                .read(ConfFile.of(String.valueOf(absolute.getFileName())));
    }

    /** How everything that {@link #read} would look at looks now: cheap enough to ask several times a second. */
    public Stamp stamp(Collection<FileReference> references) {
        Instant now = time.instant();
        List<PolicyFolder> folders =
                List.of(PolicyFolder.list(conf, POLICY_FOLDER), PolicyFolder.list(conf, SHADOW_FOLDER));
        List<ConfFile> files = new ArrayList<>(List.of(SETTINGS, IDENTITIES, POLICY, TESTS, SHADOW));
        folders.forEach(folder -> files.addAll(folder.files()));
        Map<String, FileState> states = new HashMap<>();
        files.forEach(file -> states.put(file.name(), state(file.name(), now)));
        references.forEach(reference -> states.put(reference.path(), state(reference.path(), now)));
        return new Stamp(states, folders);
    }

    private FileState state(String path, Instant now) {
        try {
            return FileState.of(conf.resolve(path), now);
        } catch (InvalidPathException e) {
            return new FileState.Missing();
        }
    }

    private List<ReadResult> policy(Reading reading) {
        List<ReadResult> results = new ArrayList<>();
        results.add(reading.read(POLICY));
        addAll(results, PolicyFolder.list(conf, POLICY_FOLDER), reading);
        return results;
    }

    private static void addAll(List<ReadResult> results, PolicyFolder folder, Reading reading) {
        folder.files().forEach(file -> results.add(reading.read(file)));
        results.addAll(folder.failures());
    }

    private static Map<String, ReadResult> named(Reading reading, List<FileReference> references) {
        Map<String, ReadResult> results = new LinkedHashMap<>();
        for (FileReference reference : references) {
            results.computeIfAbsent(reference.path(), path -> reading.read(new ConfFile(path, reference.span())));
        }
        return results;
    }
}

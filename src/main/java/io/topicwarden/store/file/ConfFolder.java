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
        boolean overtaken =
                !settingsAgain.equals(settings) || !stamp(references).showsNoChangeSince(before);
        return new ConfFiles(settingsAgain, identities, policy, tests, named, references, before, overtaken);
    }

    /** Reads {@code policy.yaml} and {@code policy.d} alone, bounded likewise. */
    public List<ReadResult> readPolicy() {
        return policy(new Reading(conf, time.instant()));
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
        PolicyFolder policyFolder = PolicyFolder.list(conf);
        List<ConfFile> files = new ArrayList<>(List.of(SETTINGS, IDENTITIES, POLICY, TESTS));
        files.addAll(policyFolder.files());
        Map<String, FileState> states = new HashMap<>();
        files.forEach(file -> states.put(file.name(), state(file.name(), now)));
        references.forEach(reference -> states.put(reference.path(), state(reference.path(), now)));
        return new Stamp(states, policyFolder);
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
        PolicyFolder folder = PolicyFolder.list(conf);
        folder.files().forEach(file -> results.add(reading.read(file)));
        results.addAll(folder.failures());
        return results;
    }

    private static Map<String, ReadResult> named(Reading reading, List<FileReference> references) {
        Map<String, ReadResult> results = new LinkedHashMap<>();
        for (FileReference reference : references) {
            results.computeIfAbsent(reference.path(), path -> reading.read(new ConfFile(path, reference.span())));
        }
        return results;
    }
}

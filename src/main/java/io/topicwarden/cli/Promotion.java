/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import io.topicwarden.conf.PolicySource;
import io.topicwarden.policy.yaml.SourceFile;
import io.topicwarden.store.file.ShadowFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One file of a candidate on its way to the place of the policy's. */
final class Promotion {

    /*
     * The old file is copied, then the new text is renamed into its place, then the candidate is removed. Wherever this
     * stops, there is a whole policy: until the rename the old one, from then on the new one, beside which the same text as
     * a candidate differs in nothing.
     */
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Path folder;
    private final SourceFile candidate;
    private final String place;
    private final Optional<SourceFile> old;

    private Promotion(Path folder, SourceFile candidate, Optional<SourceFile> old) {
        this.folder = folder;
        this.candidate = candidate;
        this.place = ShadowFiles.placeOf(candidate.file());
        this.old = old;
    }

    /**
     * What there is to do in a folder.
     *
     * @param policy what is there
     * @param files what is to be there
     */
    static Promotion of(Path folder, PolicySource policy, List<SourceFile> files) throws ToolException {
        List<SourceFile> own = files.stream()
                .filter(file -> !ShadowFiles.placeOf(file.file()).equals(file.file()))
                .toList();
        if (own.size() != 1) { // no two renames happen at once, and half of a change may be an open door
            throw new ToolException(
                    ToolCode.NOT_PROMOTABLE,
                    "the candidate is in " + own.size() + " files, which cannot be put in place at once",
                    "promote them one at a time, the others moved out of the folder");
        }
        SourceFile candidate = own.get(0);
        return new Promotion(
                folder,
                candidate,
                policy.files().stream()
                        .filter(file -> file.file().equals(ShadowFiles.placeOf(candidate.file())))
                        .findFirst());
    }

    /** Whether the candidate is the very text that is in force. */
    boolean changesNothing() {
        return old.isPresent() && Arrays.equals(old.get().content(), candidate.content());
    }

    /** Puts it in place; what has been done, a line each. */
    List<String> run(Console console) throws ToolException {
        List<String> done = new ArrayList<>();
        Path target = folder.resolve(place);
        if (old.isPresent()) {
            Path kept = keep(console, target);
            try {
                new FileReplacement(target, console.shown(target))
                        .replace(old.get().content(), candidate.content());
            } catch (ToolException e) {
                remove(kept);
                throw e;
            }
            done.add("kept the old one as " + console.shown(kept));
        } else {
            create(console, target);
        }
        done.add("promoted " + console.shown(folder.resolve(candidate.file())) + " to " + console.shown(target));
        if (!removeCandidate()) {
            done.add("note: the candidate has changed meanwhile, and was left where it is");
        }
        return done;
    }

    /** Removes the candidate, unless it is another one by now. */
    boolean removeCandidate() throws ToolException {
        Path file = folder.resolve(candidate.file());
        try {
            if (!Arrays.equals(Files.readAllBytes(file), candidate.content())) {
                return false;
            }
        } catch (IOException e) {
            return false;
        }
        return remove(file);
    }

    private Path keep(Console console, Path target) throws ToolException {
        Path kept = target.resolveSibling(
                target.getFileName() + "." + STAMP.format(console.time().instant()));
        try {
            Files.copy(target, kept, StandardCopyOption.COPY_ATTRIBUTES);
            sync(kept);
            return kept;
        } catch (FileAlreadyExistsException e) {
            throw cannotWrite(console, kept, "it exists, and nothing was changed");
        } catch (IOException e) {
            throw cannotWrite(console, kept, "nothing was changed");
        }
    }

    private void create(Console console, Path target) throws ToolException {
        try {
            Files.createDirectories(target.resolveSibling("."));
            Path draft = Files.createTempFile(target.resolveSibling(".").normalize(), ".promote", ".new");
            Files.copy(
                    folder.resolve(candidate.file()),
                    draft,
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.COPY_ATTRIBUTES);
            Files.write(draft, candidate.content());
            sync(draft);
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw cannotWrite(console, target, "nothing was changed");
        }
    }

    private static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static boolean remove(Path file) throws ToolException {
        try {
            return Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new ToolException(
                    ToolCode.CANNOT_WRITE,
                    "`" + file.getFileName() + "` cannot be removed",
                    "remove it; beside a policy of the same text it changes nothing");
        }
    }

    private static ToolException cannotWrite(Console console, Path file, String why) {
        return new ToolException(
                ToolCode.CANNOT_WRITE,
                "`" + console.shown(file) + "` cannot be written: " + why,
                "check the folder and its permissions");
    }
}

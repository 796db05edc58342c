/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The earlier files of a log. {@code denials.jsonl} becomes {@code denials-SEQUENCE-TIME.jsonl}: 19 digits of the sequence
 * number of its first line, then when it was rotated, so that the names sort as the lines do.
 *
 * @param current the file that is being written
 */
record RotatedFiles(Path current) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);
    private static final int MOST_SIBLINGS = 64;

    /** Those rotated by us, oldest first. */
    List<Path> inOrder() throws IOException {
        Pattern ours =
                Pattern.compile(Pattern.quote(stem() + "-") + "\\d{19}-\\d{8}T\\d{9}Z" + Pattern.quote(extension()));
        return list(path -> ours.matcher(nameOf(path)).matches(), Comparator.comparing(RotatedFiles::nameOf));
    }

    /** Those rotated by anybody, as {@code denials.jsonl.1} by logrotate; the newest ones. */
    List<Path> siblings() throws IOException {
        List<Path> others = list(this::isRotatedByOthers, Comparator.comparingLong(RotatedFiles::modified));
        return Stream.of(inOrder(), others).flatMap(RotatedFiles::newest).toList();
    }

    /** Those rotated by anybody, in the order of their first lines; one that has no numbered line is none of the log's. */
    List<Path> all() throws IOException {
        SortedMap<Long, Path> files = new TreeMap<>();
        List<Path> found = new ArrayList<>(inOrder());
        found.addAll(list(this::isRotatedByOthers, Comparator.comparing(RotatedFiles::nameOf)));
        for (Path file : found) {
            Tail.firstSequence(file).ifPresent(first -> files.putIfAbsent(first, file));
        }
        return List.copyOf(files.values());
    }

    /** Renames the current file. */
    void rotate(long firstSequence, Instant now) throws IOException {
        for (long later = 0; ; later++) {
            try {
                Files.move(current, rotated(firstSequence, now.plusMillis(later)));
                return;
            } catch (FileAlreadyExistsException taken) {
                if (later > MOST_SIBLINGS) {
                    throw taken;
                }
            }
        }
    }

    /** Deletes the oldest of those rotated by us. */
    void keepNewest(int keep) throws IOException {
        List<Path> files = inOrder();
        for (Path file : files.subList(0, Math.max(0, files.size() - keep))) {
            Files.deleteIfExists(file);
        }
    }

    private Path rotated(long firstSequence, Instant time) {
        return current.resolveSibling(stem() + "-" + String.format(Locale.ROOT, "%019d", firstSequence) + "-"
                + TIME.format(time) + extension());
    }

    private boolean isRotatedByOthers(Path path) {
        String name = nameOf(path);
        return name.startsWith(nameOf(current) + ".") || name.startsWith(nameOf(current) + "-");
    }

    private List<Path> list(Predicate<Path> wanted, Comparator<Path> order) throws IOException {
        try (Stream<Path> files = Files.list(directory())) {
            return files.filter(wanted)
                    .filter(Files::isRegularFile)
                    .sorted(order)
                    .toList();
        }
    }

    private Path directory() {
        return current.resolveSibling("");
    }

    private static Stream<Path> newest(List<Path> files) {
        return files.subList(Math.max(0, files.size() - MOST_SIBLINGS), files.size()).stream();
    }

    private static long modified(Path path) {
        return path.toFile().lastModified();
    }

    /** The name of the current file without its extension. */
    String stem() {
        String name = nameOf(current);
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private String extension() {
        return nameOf(current).substring(stem().length());
    }

    private static String nameOf(Path path) {
        return String.valueOf(path.getFileName());
    }
}

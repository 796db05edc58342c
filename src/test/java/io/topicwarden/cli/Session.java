/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs the tool as a shell in one folder would, at one fixed instant, and writes down what appears: results and problems as
 * they come, and the exit code where it is not 0.
 */
final class Session {

    /** When every session takes place. */
    static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    /** A hash as the tool makes it, whose salt is another one each time. */
    private static final Pattern HASH =
            Pattern.compile("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");

    /**
     * What came of one command.
     *
     * @param exit the exit code
     * @param out what was printed, results and problems together
     */
    record Outcome(int exit, String out) {}

    private final Path folder;

    Session(Path folder) {
        this.folder = folder;
    }

    /** Runs one command with nothing to read from. */
    Outcome run(String... arguments) {
        return run("", arguments);
    }

    /** Runs one command with this on its standard input. */
    Outcome run(String input, String[] arguments) {
        StringWriter text = new StringWriter();
        PrintWriter writer = new PrintWriter(text, true);
        return new Outcome(Topicwarden.run(console(folder, input, writer), arguments), text.toString());
    }

    /** A console that nobody reads, for a look at the commands. */
    static Console nowhere() {
        return console(Path.of("").toAbsolutePath(), "", new PrintWriter(new StringWriter()));
    }

    /** A console in this folder, whose {@code conf/} is the one beside the tool. */
    static Console at(Path folder) {
        return console(folder, "", new PrintWriter(new StringWriter()));
    }

    private static Console console(Path folder, String input, PrintWriter writer) {
        return new Console(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                writer,
                writer,
                folder,
                Optional.of(folder),
                false,
                100,
                prompt(input, writer),
                InstantSource.fixed(NOW));
    }

    /** Whoever has something to type sits at a terminal, which takes it line by line and shows nothing of it. */
    private static Optional<PasswordPrompt> prompt(String input, PrintWriter writer) {
        Iterator<String> lines = input.lines().iterator();
        PasswordPrompt prompt = question -> {
            writer.println(question);
            return lines.hasNext() ? Optional.of(lines.next().toCharArray()) : Optional.empty();
        };
        return input.isEmpty() ? Optional.empty() : Optional.of(prompt);
    }

    /**
     * Carries out a transcript: each line that begins with {@code $ } is run, whatever stands between is replaced by what
     * really appears. A command may be {@code topicwarden …}, with a text piped into it as {@code … <<< TEXT}, or
     * {@code cat FILE} to show what a command has written. {@code protect FOLDER} keeps a folder from all but its owner.
     */
    String replay(String transcript) {
        StringBuilder result = new StringBuilder();
        for (String line : transcript.lines().toList()) {
            if (line.startsWith("$ ")) {
                result.append(line).append('\n').append(answer(line.substring(2)));
            } else if (line.startsWith("## ")) {
                result.append(line).append('\n');
            }
        }
        return result.toString();
    }

    private String answer(String command) {
        String[] piped = command.split(" <<< ", 2);
        List<String> words = words(piped[0]);
        if (words.get(0).equals("cat")) {
            return HASH.matcher(read(folder.resolve(words.get(1)))).replaceAll("\\$argon2id\\$(salt and hash)");
        }
        if (words.get(0).equals("protect")) {
            protect(folder.resolve(words.get(1)));
            return "";
        }
        if (!words.get(0).equals("topicwarden")) {
            throw new IllegalArgumentException("no such command: " + command);
        }
        String[] arguments = words.subList(1, words.size()).toArray(String[]::new);
        String input = piped.length > 1 ? piped[1].replace("\\n", "\n") + "\n" : "";
        Outcome outcome = run(input, arguments);
        return outcome.out() + (outcome.exit() == 0 ? "" : "[exit " + outcome.exit() + "]\n");
    }

    private static void protect(Path folder) {
        try {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Words as a shell parts them, single quotes honoured. */
    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        for (char c : (line + " ").toCharArray()) {
            if (c == '\'') {
                quoted = !quoted;
            } else if (c == ' ' && !quoted) {
                if (word.length() > 0) {
                    words.add(word.toString());
                }
                word.setLength(0);
            } else {
                word.append(c);
            }
        }
        return words;
    }

    /** A copy of a folder, so that commands may change it. */
    static Session inCopyOf(Path source, Path target) {
        try (Stream<Path> paths = Files.walk(source)) {
            for (Path path : paths.toList()) {
                Path copy = target.resolve(source.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(path, copy);
                }
            }
            return new Session(target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

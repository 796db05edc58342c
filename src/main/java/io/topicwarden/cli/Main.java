/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/** Starts the command-line tool from the shell. */
public final class Main {

    private static final int USUAL_WIDTH = 100;

    private Main() {}

    /** Runs the command line, and ends the process with its exit code. */
    public static void main(String[] arguments) {
        ResultStream results = new ResultStream(new FileOutputStream(FileDescriptor.out));
        Console console = console(results);
        int exit = Topicwarden.run(console, arguments);
        System.exit(results.isLost() ? Topicwarden.resultsLost(console) : exit);
    }

    private static Console console(OutputStream results) {
        return new Console(
                System.in,
                writer(results),
                writer(new FileOutputStream(FileDescriptor.err)),
                Path.of("").toAbsolutePath(),
                Optional.ofNullable(System.getProperty("topicwarden.home")).map(Path::of),
                Boolean.getBoolean("topicwarden.terminal") && System.getenv("NO_COLOR") == null,
                width(),
                prompt(),
                InstantSource.system());
    }

    /** UTF-8 whatever the platform says, since topics, names and files are. */
    private static PrintWriter writer(OutputStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    private static Optional<PasswordPrompt> prompt() {
        return Optional.ofNullable(System.console())
                .map(terminal -> question -> Optional.ofNullable(terminal.readPassword("%s", question)));
    }

    private static int width() {
        try {
            return Integer.parseInt(
                    Optional.ofNullable(System.getenv("COLUMNS")).orElse(""));
        } catch (NumberFormatException e) {
            return USUAL_WIDTH;
        }
    }
}

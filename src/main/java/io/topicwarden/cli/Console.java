/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Where a command runs: all that it may know of the outside beside the files it is pointed at.
 *
 * @param in what is typed or piped in
 * @param out for results
 * @param err for problems and progress
 * @param directory what relative paths are relative to
 * @param home the extension's folder, with {@code conf/} in it, if the launcher said which
 * @param terminal whether {@code out} is a terminal, so that colour and progress may be shown
 * @param width how many columns it has
 * @param prompt asks for passwords; none without a terminal to ask on
 * @param time asked for the time of day
 */
record Console(
        InputStream in,
        PrintWriter out,
        PrintWriter err,
        Path directory,
        Optional<Path> home,
        boolean terminal,
        int width,
        Optional<PasswordPrompt> prompt,
        InstantSource time) {

    /** A path as it was typed. */
    Path resolve(Path typed) {
        return directory.resolve(typed).normalize();
    }

    /** A path as short as it can be shown: relative if it lies below the current directory. */
    String shown(Path path) {
        Path absolute = directory.resolve(path).normalize();
        return absolute.startsWith(directory) && !absolute.equals(directory)
                ? directory.relativize(absolute).toString()
                : absolute.toString();
    }
}

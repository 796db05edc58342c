/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import io.topicwarden.policy.Identity;
import io.topicwarden.policy.Problem;
import io.topicwarden.policy.yaml.IdentityLines;
import io.topicwarden.policy.yaml.Loaded;
import io.topicwarden.store.StoreUnavailableException;
import io.topicwarden.store.postgres.IdentityImport;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes identities from JSON Lines into the database as they are read, so that their number does not matter. */
final class IdentityLinesImport {

    private static final int PROGRESS_EVERY = 100_000;

    /** With so many problems the rest is not looked at. */
    private static final int MOST_PROBLEMS = 100;

    private final Console console;
    private final IdentityLines lines;
    private final List<Problem> problems = new ArrayList<>();

    IdentityLinesImport(Console console, IdentityLines lines) {
        this.console = console;
        this.lines = lines;
    }

    /** Reads everything and puts it in force; how many there were. With any problem nothing is written. */
    long run(InputStream in, IdentityImport incoming, String directory)
            throws IOException, StoreUnavailableException, InvalidFilesException {
        LineInput input = new LineInput(in, IdentityLines.MOST_BYTES);
        Optional<LineInput.Line> line = input.next();
        while (line.isPresent() && problems.size() < MOST_PROBLEMS) {
            take(line.get(), incoming);
            line = input.next();
        }
        refuseProblems(directory);
        incoming.end();
        for (IdentityImport.Twice twice : incoming.twice()) {
            problems.add(lines.twice(twice.name(), twice.second(), twice.first()));
        }
        refuseProblems(directory);
        return incoming.commit();
    }

    private void take(LineInput.Line line, IdentityImport incoming) throws StoreUnavailableException {
        if (line.tooLong()) {
            problems.add(lines.tooLong(line.number()));
        } else if (line.content().length > 0) {
            Loaded<Identity> read = lines.read(line.content(), line.number());
            problems.addAll(read.problems());
            read.value().flatMap(FleetIdentities::unstorable).ifPresent(problems::add);
            if (problems.isEmpty()) {
                incoming.add(read.value().orElseThrow());
            }
        }
        if (line.number() % PROGRESS_EVERY == 0) {
            console.err().println(line.number() + " lines read");
        }
    }

    private void refuseProblems(String directory) throws InvalidFilesException {
        if (!problems.isEmpty()) {
            throw new InvalidFilesException(problems, directory);
        }
    }
}

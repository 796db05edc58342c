/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import io.topicwarden.policy.Identity;
import io.topicwarden.policy.Problem;
import io.topicwarden.policy.SourceSpan;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Identities as JSON Lines: each line an object with {@code name} and the keys that {@code identities.yaml} has. JSON is YAML, so
 * that each line is read by the same reader, under the same rules.
 */
public final class IdentityLines {

    /** What a line has at most, in bytes. */
    public static final int MOST_BYTES = 1 << 20;

    private final String file;
    private final Optional<Set<String>> knownRoles;

    /**
     * @param file its name in problems
     * @param knownRoles the roles that are defined; empty if that cannot be told, and then any name is taken
     */
    public IdentityLines(String file, Optional<Set<String>> knownRoles) {
        this.file = file;
        this.knownRoles = knownRoles;
    }

    /** Reads one line, counted from 1. */
    public Loaded<Identity> read(byte[] content, int number) {
        if (!beginsAnObject(content)) {
            return problem(
                    number, Code.WRONG_TYPE, "this line is no JSON object", "write `{\"name\": …}` on each line");
        }
        Loaded<Identity> read = IdentitiesReader.readOne(new SourceFile(file, content), knownRoles);
        return new Loaded<>(
                read.value().map(identity -> moved(identity, number)),
                read.problems().stream().map(problem -> moved(problem, number)).toList());
    }

    /** What is wrong with a line that has more than {@link #MOST_BYTES}. */
    public Problem tooLong(int number) {
        return new Problem(
                Code.TOO_LARGE.toString(),
                "this line has more than " + MOST_BYTES + " bytes",
                at(number),
                "",
                Optional.of("each identity stands on a line of its own"));
    }

    /** What is wrong with a line whose name stood on an earlier one. */
    public Problem twice(String name, int number, int first) {
        return new Problem(
                Code.DUPLICATE_KEY.toString(),
                "identity `" + ShownText.of(name) + "` is here for the second time",
                at(number),
                "",
                Optional.of("the first is at " + file + ":" + first));
    }

    private Loaded<Identity> problem(int number, Code code, String message, String help) {
        return new Loaded<>(
                Optional.empty(), List.of(new Problem(code.toString(), message, at(number), "", Optional.of(help))));
    }

    private SourceSpan at(int number) {
        return new SourceSpan(file, number, 1, 1);
    }

    private static boolean beginsAnObject(byte[] content) {
        int i = 0;
        while (i < content.length && (content[i] == ' ' || content[i] == '\t')) {
            i++;
        }
        return i < content.length && content[i] == '{';
    }

    private static Identity moved(Identity identity, int number) {
        return new Identity(
                identity.name(),
                identity.password(),
                identity.roles(),
                identity.attributes(),
                identity.enabled(),
                moved(identity.span(), number));
    }

    private static Problem moved(Problem problem, int number) {
        return new Problem(
                problem.code(), problem.message(), moved(problem.span(), number), problem.sourceLine(), problem.help());
    }

    private static SourceSpan moved(SourceSpan span, int number) {
        return new SourceSpan(span.file(), number, span.column(), span.length());
    }
}

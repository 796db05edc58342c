/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.topicwarden.policy.PasswordHash;
import io.topicwarden.policy.PatternSyntaxException;
import io.topicwarden.policy.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a file of the operator holds: a value, or problems with true places that print as visible text. */
final class ReaderFuzzTest {

    private static final PasswordHash HASH = hash();

    static Stream<byte[]> settingsFiles() throws IOException {
        return files("topicwarden.yaml");
    }

    static Stream<byte[]> identityFiles() throws IOException {
        return files("identities.yaml");
    }

    static Stream<byte[]> policyFiles() throws IOException {
        return files("policy.yaml");
    }

    static Stream<byte[]> testFiles() throws IOException {
        return files("policy-tests.yaml");
    }

    @MethodSource("settingsFiles")
    @FuzzTest
    void settings(byte[] content) {
        check(SettingsReader.read(file(content)), content);
    }

    @MethodSource("identityFiles")
    @FuzzTest
    void identities(byte[] content) {
        check(IdentitiesReader.read(file(content), Set.of("operator")), content);
        check(IdentitiesReader.read(file(content), Optional.empty()), content);
    }

    @MethodSource("policyFiles")
    @FuzzTest
    void policy(byte[] content) {
        check(PolicyReader.read(List.of(file(content))), content);
        assertThat(PolicyReader.roleNames(List.of(file(content)))).isNotNull();
    }

    @MethodSource("testFiles")
    @FuzzTest
    void policyTests(byte[] content) {
        check(PolicyTestsReader.read(file(content), Optional.empty()), content);
    }

    /** What has been written into a file of identities is read back out of it, and nothing else has changed. */
    @MethodSource("identityFiles")
    @FuzzTest
    void passwordEdit(byte[] content) {
        PasswordEdit edit = new PasswordEdit(file(content), Optional.empty());
        PasswordEdit.Result result = edit.set("s: #1", HASH, List.of("r"));
        boolean valid =
                IdentitiesReader.read(file(content), Optional.empty()).value().isPresent();
        assertThat(result instanceof PasswordEdit.Result.Invalid).isEqualTo(!valid);
        if (result instanceof PasswordEdit.Result.Edited edited) {
            assertThat(IdentitiesReader.read(file(edited.content()), Optional.empty())
                            .value()
                            .orElseThrow()
                            .get("s: #1"))
                    .satisfies(identity ->
                            assertThat(identity.password().orElseThrow()).isEqualTo(HASH));
        }
    }

    private static void check(Loaded<?> loaded, byte[] content) {
        List<String> lines = List.of(new String(content, StandardCharsets.UTF_8).split("\r\n|\r|\n", -1));
        for (Problem problem : loaded.problems()) {
            assertThat(problem.code()).isNotEqualTo(Code.INTERNAL_ERROR.toString());
            checkPlace(problem, lines);
            assertThat(ProblemPrinter.print(problem, "conf/").codePoints())
                    .allMatch(c -> c == '\n' || !ShownText.isInvisible(c));
        }
    }

    /** The line is one of the file's, and so is the place in it; what is shown of the line may be shorter, without secrets. */
    private static void checkPlace(Problem problem, List<String> lines) {
        boolean report = problem.code().equals(Code.TOO_MANY_PROBLEMS.toString());
        boolean unreadable = problem.code().equals(Code.BAD_ENCODING.toString());
        if (!report && !unreadable) {
            assertThat(problem.span().line()).as("%s", problem).isLessThanOrEqualTo(lines.size());
            assertThat(problem.span().column())
                    .as("%s", problem)
                    .isLessThanOrEqualTo(lines.get(problem.span().line() - 1).length() + 1);
        }
    }

    private static SourceFile file(byte[] content) {
        return new SourceFile("x.yaml", content);
    }

    /** Those of the corpus and the sample. */
    private static Stream<byte[]> files(String name) throws IOException {
        List<byte[]> contents = new ArrayList<>();
        List<Path> folders = new ArrayList<>(ConfFolder.corpus());
        folders.add(ConfFolder.repository().resolve("conf"));
        for (Path folder : folders) {
            if (Files.exists(folder.resolve(name))) {
                contents.add(Files.readAllBytes(folder.resolve(name)));
            }
        }
        return contents.stream();
    }

    private static PasswordHash hash() {
        try {
            return PasswordHash.parse("$2b$04$" + "a".repeat(53));
        } catch (PatternSyntaxException e) {
            throw new AssertionError(e);
        }
    }
}

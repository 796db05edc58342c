/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.topicwarden.policy.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the bytes are, there is a value or there are problems, and nothing is thrown. */
class HostileTextTest {

    private static final long SEED = 20_260_601;
    private static final int MUTATIONS = 1_500;

    static Stream<String> monsters() {
        return Stream.of(
                "[".repeat(10_000_000),
                "{".repeat(10_000_000),
                "{a: ".repeat(10_000),
                "- ".repeat(10_000) + "x",
                deepBlock(2_000),
                "? ".repeat(1_000),
                "x".repeat(5_000_000),
                "x ".repeat(200_000),
                "version: 1\nroles: \"" + "x ".repeat(200_000),
                "version: 1\nroles: \"" + "x".repeat(5_000_000),
                "x ".repeat(200_000),
                "version: 1\nroles: \"" + "x ".repeat(200_000),
                "version: " + "9".repeat(1_000_000),
                "version: 1\nroles:\n  ? " + "k".repeat(1_000_000) + "\n  : x\n",
                "#".repeat(5_000_000),
                "\n".repeat(5_000_000),
                "---\n".repeat(10_000),
                "&a ".repeat(1_000),
                "!".repeat(1_000_000),
                "%".repeat(1_000_000),
                "\"" + "\\".repeat(1_000_000),
                "a: *a",
                bomb(),
                manyUnknownRoles(),
                "version: 1\nroles: {a: {permissions: {allow: publish, topics: [" + "a/+, ".repeat(20_000) + "]}}}",
                "version: 1\nroles: {" + "a: b, ".repeat(20_000) + "}",
                "version: 1\nblocked: [" + "{}, ".repeat(10_000) + "]",
                "😀".repeat(500) + ": [" + "😀, ".repeat(20_000));
    }

    private static String deepBlock(int depth) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            text.append(" ".repeat(i)).append("a:\n");
        }
        return text.toString();
    }

    private static String manyUnknownRoles() {
        StringBuilder text = new StringBuilder("version: 1\nroles:\n");
        for (int i = 0; i < 5_000; i++) {
            text.append("  role-").append(i).append(": {permissions: {allow: publish, topics: a}}\n");
        }
        text.append("assignments:\n");
        for (int i = 0; i < 5_000; i++) {
            text.append("  - {roles: rule-").append(i).append(", when: {identity: a}}\n");
        }
        return text.toString();
    }

    private static String bomb() {
        StringBuilder text = new StringBuilder("a0: &a0 [lol]\n");
        for (int i = 1; i < 60; i++) {
            text.append(("a%d: &a%d [" + "*a%d, ".repeat(9) + "*a%d]\n")
                    .formatted(i, i, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1));
        }
        return text.toString();
    }

    @ParameterizedTest
    @MethodSource("monsters")
    void read_monster_isRefused(String text) {
        for (Loaded<?> loaded : readAsAll(text.getBytes(StandardCharsets.UTF_8))) {
            assertThat(loaded.value()).isEmpty();
            assertThat(loaded.problems()).hasSizeBetween(1, Problems.MOST + 1);
            assertThat(loaded.problems())
                    .allSatisfy(problem -> assertThat(problem.code()).isNotEqualTo("internal-error"));
            assertThat(printed(loaded)).hasSizeLessThan(200_000);
        }
    }

    @Test
    void read_randomBytes_neverThrows() {
        Random random = new Random(SEED);
        for (int i = 0; i < 500; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            check(bytes, i);
        }
    }

    @Test
    void read_randomYamlSigns_neverThrows() {
        Random random = new Random(SEED);
        String signs = "{}[],:-?&*!|>'\"%@`#~ \n\t\\abc01$/+é😀";
        for (int i = 0; i < 1_000; i++) {
            StringBuilder text = new StringBuilder("version: 1\nroles:\n ");
            for (int length = random.nextInt(60); length > 0; length--) {
                text.append(signs.charAt(random.nextInt(signs.length() - 2)));
            }
            check(text.toString().getBytes(StandardCharsets.UTF_8), i);
        }
    }

    @Test
    void read_mutationsOfValidFiles_neverThrow() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        for (Path folder : ConfFolder.corpus()) {
            for (String name : List.of("policy.yaml", "topicwarden.yaml", "identities.yaml")) {
                if (Files.exists(folder.resolve(name))) {
                    seeds.add(Files.readAllBytes(folder.resolve(name)));
                }
            }
        }
        Random random = new Random(SEED);
        for (int i = 0; i < MUTATIONS; i++) {
            check(mutated(seeds.get(random.nextInt(seeds.size())), seeds, random), i);
        }
    }

    private static byte[] mutated(byte[] seed, List<byte[]> seeds, Random random) {
        byte[] bytes = seed.clone();
        for (int changes = 1 + random.nextInt(3); changes > 0 && bytes.length > 0; changes--) {
            int at = random.nextInt(bytes.length);
            int end = Math.min(bytes.length, at + 1 + random.nextInt(8));
            byte[] other = seeds.get(random.nextInt(seeds.size()));
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes = spliced(bytes, at, end, new byte[0]);
                case 2 ->
                    bytes = spliced(
                            bytes,
                            at,
                            at,
                            "{}[]&*!:-#'\" \n\t".substring(random.nextInt(14)).getBytes(StandardCharsets.UTF_8));
                default -> bytes = spliced(bytes, at, end, java.util.Arrays.copyOf(other, Math.min(40, other.length)));
            }
        }
        return bytes;
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] in) {
        byte[] result = new byte[bytes.length - (to - from) + in.length];
        System.arraycopy(bytes, 0, result, 0, from);
        System.arraycopy(in, 0, result, from, in.length);
        System.arraycopy(bytes, to, result, from + in.length, bytes.length - to);
        return result;
    }

    private static void check(byte[] bytes, int round) {
        assertThatCode(() -> {
                    for (Loaded<?> loaded : readAsAll(bytes)) {
                        assertThat(loaded.value().isPresent())
                                .isEqualTo(loaded.problems().isEmpty());
                        assertThat(Texts.codes(loaded)).doesNotContain("internal-error");
                        assertThat(printed(loaded)).isNotNull();
                    }
                })
                .as("round %d, seed %d, text: %s", round, SEED, new String(bytes, StandardCharsets.UTF_8))
                .doesNotThrowAnyException();
    }

    private static List<Loaded<?>> readAsAll(byte[] bytes) {
        SourceFile file = new SourceFile("x.yaml", bytes);
        assertThat(PolicyReader.roleNames(List.of(file))).isNotNull();
        return List.of(
                SettingsReader.read(file),
                PolicyReader.read(List.of(file)),
                PolicyReader.read(List.of(file, file)),
                IdentitiesReader.read(file, Set.of()),
                IdentitiesReader.read(file, Optional.empty()));
    }

    private static String printed(Loaded<?> loaded) {
        StringBuilder text = new StringBuilder();
        for (Problem problem : loaded.problems()) {
            text.append(ProblemPrinter.print(problem, "")).append('\n');
        }
        return text.toString();
    }
}

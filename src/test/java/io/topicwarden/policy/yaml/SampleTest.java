/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.policy.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What ships in {@code conf/} loads, and lets nobody in by itself. */
class SampleTest {

    private static final Path CONF = ConfFolder.repository().resolve("conf");

    static Stream<Path> folders() throws IOException {
        try (Stream<Path> examples = Files.list(CONF.resolve("examples"))) {
            return Stream.concat(Stream.of(CONF), examples.filter(Files::isDirectory).sorted().toList().stream());
        }
    }

    @ParameterizedTest
    @MethodSource("folders")
    void read_folderThatShips_isWholeAndValid(Path folder) throws IOException {
        ConfFolder conf = ConfFolder.of(folder);
        assertThat(conf.problemsAsText()).isEmpty();
        assertThat(conf.settings()).isPresent();
        assertThat(conf.policy()).isPresent();
        assertThat(conf.identities()).isPresent();
    }

    @ParameterizedTest
    @MethodSource("folders")
    void file_thatShips_namesItsSchema(Path folder) throws IOException {
        for (String name : List.of("topicwarden", "identities", "policy")) {
            String first = Files.readAllLines(folder.resolve(name + ".yaml")).get(0);
            assertThat(first).startsWith("# yaml-language-server: $schema=");
            Path schema = folder.resolve(first.substring(first.indexOf('=') + 1));
            assertThat(schema.normalize()).isEqualTo(CONF.resolve("schema/" + name + ".schema.json"));
        }
    }

    @Test
    void read_sampleTests_areValidAndNameTheirSchema() throws IOException {
        Path file = CONF.resolve("examples/policy-tests.yaml");
        assertThat(Files.readString(file)).startsWith("# yaml-language-server: $schema=../schema/policy-tests.schema");
        assertThat(PolicyTestsReader.read(
                                new SourceFile("policy-tests.yaml", Files.readAllBytes(file)), Optional.empty())
                        .problems())
                .isEmpty();
    }

    @Test
    void read_sampleSettings_nameNoListener() throws IOException {
        assertThat(ConfFolder.of(CONF).settings().flatMap(Loaded::value)).contains(Settings.REFUSE_ALL);
    }

    @Test
    void read_sampleIdentities_areNone() throws IOException {
        assertThat(ConfFolder.of(CONF).identities().flatMap(Loaded::value).orElseThrow())
                .isEmpty();
    }

    @Test
    void read_samplePolicy_hasTheRolesOfTheDemo() throws IOException {
        assertThat(ConfFolder.of(CONF)
                        .policy()
                        .flatMap(Loaded::value)
                        .orElseThrow()
                        .roles())
                .containsOnlyKeys("sensor", "operator");
    }

    @Test
    void read_sampleSettingsWithoutCommentSigns_areValid() throws IOException {
        String text = Files.readString(CONF.resolve("topicwarden.yaml"))
                .replaceAll("(?m)^# (listeners:|certificates:|  )", "$1");
        Settings settings = Texts.settings(text).value().orElseThrow();
        assertThat(settings.listeners()).containsOnlyKeys("mtls", "tls", "local");
        assertThat(settings.certificates().trustAnchors()).hasSize(1);
    }
}

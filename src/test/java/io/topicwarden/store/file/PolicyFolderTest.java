/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.store.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.policy.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyFolderTest {

    @TempDir
    private Path conf = Path.of("");

    @Test
    void list_noFolder_isEmptyAndFine() {
        assertThat(PolicyFolder.list(conf, "policy.d")).isEqualTo(new PolicyFolder(List.of(), List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".a.yaml.swp",
                "a.yaml~",
                ".#a.yaml",
                "#a.yaml#",
                ".a.yaml",
                "..data",
                "a.yaml.bak",
                "README.md",
                ".hidden.yml"
            })
    void list_leftoverOfAnEditor_isIgnored(String name) throws IOException {
        add(name);
        assertThat(PolicyFolder.list(conf, "policy.d")).isEqualTo(new PolicyFolder(List.of(), List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"deny.yml", "deny.YAML", "deny.Yml", "deny.json"})
    void list_fileThatWouldSilentlyNotBeRead_isAProblem(String name) throws IOException {
        add(name);
        assertThat(problem())
                .satisfies(problem -> assertThat(problem.code()).isEqualTo("misnamed-file"))
                .satisfies(problem ->
                        assertThat(problem.message()).isEqualTo("`policy.d/" + name + "` would not be read"));
    }

    @Test
    void list_fileInPlaceOfTheFolder_isAProblem() throws IOException {
        Files.createFile(conf.resolve("policy.d"));
        assertThat(problem().message()).isEqualTo("`policy.d` is not a folder");
    }

    @Test
    void list_linkToNothing_isAProblem() throws IOException {
        Files.createSymbolicLink(conf.resolve("policy.d"), Path.of("gone"));
        assertThat(problem().message()).isEqualTo("`policy.d` is a symbolic link to nothing");
    }

    @Test
    void list_linkToFolder_isFollowed() throws IOException {
        add("a.yaml");
        Files.move(conf.resolve("policy.d"), conf.resolve("elsewhere"));
        Files.createSymbolicLink(conf.resolve("policy.d"), Path.of("elsewhere"));
        assertThat(PolicyFolder.list(conf, "policy.d").files())
                .extracting(ConfFile::name)
                .containsExactly("policy.d/a.yaml");
    }

    @Test
    void list_folderInPlaceOfAPolicyFile_isListedSoThatReadingItFails() throws IOException {
        Files.createDirectories(conf.resolve("policy.d/a.yaml"));
        assertThat(PolicyFolder.list(conf, "policy.d").files())
                .extracting(ConfFile::name)
                .containsExactly("policy.d/a.yaml");
    }

    @Test
    void list_thousandFiles_isFineAndOneMoreIsAProblem() throws IOException {
        for (int i = 0; i < 1_000; i++) {
            add(i + ".yaml");
        }
        assertThat(PolicyFolder.list(conf, "policy.d").files()).hasSize(1_000);
        add("more.yaml");
        assertThat(problem().code()).isEqualTo("too-many-files");
    }

    private void add(String name) throws IOException {
        Files.createDirectories(conf.resolve("policy.d"));
        Files.createFile(conf.resolve("policy.d").resolve(name));
    }

    private Problem problem() {
        PolicyFolder folder = PolicyFolder.list(conf, "policy.d");
        assertThat(folder.files()).isEmpty();
        assertThat(folder.failures()).hasSize(1);
        return folder.failures().get(0).problem();
    }
}

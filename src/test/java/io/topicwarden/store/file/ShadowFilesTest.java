/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.store.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.store.ReadResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ShadowFilesTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path conf;

    @Test
    void over_noCandidate_isNotPresent() throws IOException {
        write("policy.yaml");

        assertThat(new ConfFolder(conf).readShadow().isPresent()).isFalse();
    }

    @Test
    void over_candidateOfTheMainFile_standsInItsPlace() throws IOException {
        write("policy.yaml", "policy.d/a.yaml", "policy.shadow.yaml");

        assertThat(whole()).containsExactly("policy.shadow.yaml", "policy.d/a.yaml");
    }

    @Test
    void over_candidatesInTheFolder_standInPlaceOfThoseOfTheirNameAndBesideTheOthers() throws IOException {
        write("policy.yaml", "policy.d/a.yaml", "policy.d/b.yaml", "policy.shadow.d/b.yaml", "policy.shadow.d/c.yaml");

        assertThat(whole())
                .containsExactly("policy.yaml", "policy.d/a.yaml", "policy.shadow.d/b.yaml", "policy.shadow.d/c.yaml");
    }

    @Test
    void readShadow_fileThatWouldNotBeRead_isAProblemOfTheCandidateAlone() throws IOException {
        write("topicwarden.yaml", "identities.yaml", "policy.yaml", "policy.shadow.d/a.yml");

        ConfFiles files = new ConfFolder(conf).read(settings -> List.of());

        assertThat(files.problems()).isEmpty();
        assertThat(files.shadow().own()).singleElement().isInstanceOf(ReadResult.Failed.class);
    }

    @Test
    void stamp_candidateAdded_isAnother() throws IOException {
        write("policy.yaml");
        Stamp before = new ConfFolder(conf).stamp(List.of());
        write("policy.shadow.yaml");

        assertThat(new ConfFolder(conf).stamp(List.of())).isNotEqualTo(before);
    }

    private List<String> whole() {
        ConfFolder folder = new ConfFolder(conf);
        return folder.readShadow().over(folder.readPolicy()).stream()
                .map(result -> ((ReadResult.Found) result).bytes().file())
                .toList();
    }

    private void write(String... names) throws IOException {
        for (String name : names) {
            Path file = conf.resolve(name);
            Files.createDirectories(file.resolveSibling(""));
            Files.writeString(file, "version: 1\n");
        }
    }
}

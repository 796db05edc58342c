/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.store.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.policy.FileReference;
import io.topicwarden.policy.SourceSpan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StampTest {

    private static final InstantSource LATER = InstantSource.offset(InstantSource.system(), Duration.ofHours(1));

    @TempDir
    private Path conf = Path.of("");

    @BeforeEach
    void write() throws IOException {
        write("topicwarden.yaml", "settings");
        write("identities.yaml", "identities");
        write("policy.yaml", "policy");
    }

    @Test
    void stamp_nothingChanged_isEqual() {
        assertThat(stamp()).isEqualTo(stamp()).hasSameHashCodeAs(stamp());
    }

    @Test
    void stamp_unrelatedFileAdded_isEqual() throws IOException {
        assertChange(false, () -> write("notes.txt", "x"));
    }

    @Test
    void stamp_fileWrittenInPlace_differs() throws IOException {
        assertChange(true, () -> write("policy.yaml", "longer policy"));
    }

    @Test
    void stamp_fileTruncated_differs() throws IOException {
        assertChange(true, () -> write("policy.yaml", ""));
    }

    @Test
    void stamp_otherFileOfEqualSizeAndTimeRenamedIntoPlace_differs() throws IOException {
        FileTime time = Files.getLastModifiedTime(conf.resolve("policy.yaml"));
        assertChange(true, () -> {
            write("new", "ycilop");
            Files.setLastModifiedTime(conf.resolve("new"), time);
            Files.move(conf.resolve("new"), conf.resolve("policy.yaml"), StandardCopyOption.ATOMIC_MOVE);
        });
    }

    @Test
    void stamp_fileDeleted_differs() throws IOException {
        assertChange(true, () -> Files.delete(conf.resolve("identities.yaml")));
    }

    @Test
    void stamp_folderInPlaceOfFile_differs() throws IOException {
        assertChange(true, () -> {
            Files.delete(conf.resolve("policy.yaml"));
            Files.createDirectory(conf.resolve("policy.yaml"));
        });
    }

    @Test
    void stamp_linkSwappedAsKubernetesDoes_differs() throws IOException {
        Files.createDirectories(conf.resolve("..v1"));
        Files.createDirectories(conf.resolve("..v2"));
        write("..v1/policy.yaml", "same");
        Files.createLink(conf.resolve("..v2/policy.yaml"), conf.resolve("..v1/policy.yaml"));
        Files.createSymbolicLink(conf.resolve("..data"), Path.of("..v1"));
        Files.delete(conf.resolve("policy.yaml"));
        Files.createSymbolicLink(conf.resolve("policy.yaml"), Path.of("..data/policy.yaml"));
        assertChange(true, () -> {
            Files.createSymbolicLink(conf.resolve("..data_tmp"), Path.of("..v2"));
            Files.move(conf.resolve("..data_tmp"), conf.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
        });
    }

    @Test
    void stamp_policyFileAddedOrMisnamed_differs() throws IOException {
        Files.createDirectory(conf.resolve("policy.d"));
        assertChange(true, () -> write("policy.d/a.yaml", "a"));
        assertChange(true, () -> write("policy.d/a.yml", "a"));
        assertChange(false, () -> write("policy.d/.a.yaml.swp", "a"));
    }

    @Test
    void stamp_namedFileAppears_differs() throws IOException {
        assertChange(true, () -> write("ca.pem", "ca"));
    }

    @Test
    void stamp_freshChangeGrowsOld_differsOnceMore() throws IOException {
        FileTime changed = FileTime.fromMillis(System.currentTimeMillis() + 60_000);
        Files.setLastModifiedTime(conf.resolve("policy.yaml"), changed);
        Stamp fresh = stampAt(Duration.ZERO, changed);
        assertThat(stampAt(Duration.ofMillis(1_999), changed)).isEqualTo(fresh);
        assertThat(stampAt(Duration.ofSeconds(2), changed)).isNotEqualTo(fresh);
        assertThat(stampAt(Duration.ofMillis(2_001), changed)).isEqualTo(stampAt(Duration.ofDays(1), changed));
    }

    private Stamp stampAt(Duration later, FileTime changed) {
        InstantSource time = InstantSource.fixed(changed.toInstant().plus(later));
        return new ConfFolder(conf, time).stamp(List.of());
    }

    private interface Change {
        void make() throws IOException;
    }

    private void assertChange(boolean noticed, Change change) throws IOException {
        Stamp before = stamp();
        change.make();
        assertThat(stamp().equals(before)).isEqualTo(!noticed);
    }

    private Stamp stamp() {
        return new ConfFolder(conf, LATER)
                .stamp(List.of(new FileReference("ca.pem", SourceSpan.startOf("topicwarden.yaml"))));
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(conf.resolve(file), text);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileReplacementTest {

    private static final byte[] OLD = "old".getBytes(UTF_8);
    private static final byte[] NEW = "newer".getBytes(UTF_8);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void write() throws IOException {
        file = Files.write(folder.resolve("f.yaml"), OLD);
    }

    @Test
    void replace_file_hasTheNewContentAndNothingElseIsLeft() throws Exception {
        new FileReplacement(file, "f.yaml").replace(OLD, NEW);

        assertThat(file).hasBinaryContent(NEW);
        assertThat(folder.toFile().list()).containsExactly("f.yaml");
    }

    @Test
    void replace_permissions_stay() throws Exception {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r----x"));
        new FileReplacement(file, "f.yaml").replace(OLD, NEW);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r----x");
    }

    @Test
    void replace_link_changesItsTarget() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link.yaml"), Path.of("f.yaml"));
        new FileReplacement(link, "link.yaml").replace(OLD, NEW);

        assertThat(link).isSymbolicLink();
        assertThat(file).hasBinaryContent(NEW);
    }

    @Test
    void replace_changedMeanwhile_isRefused() throws IOException {
        Files.write(file, NEW);

        assertThatThrownBy(() -> new FileReplacement(file, "f.yaml").replace(OLD, "x".getBytes(UTF_8)))
                .isInstanceOf(ToolException.class)
                .hasMessage("somebody else has just changed `f.yaml`");
        assertThat(file).hasBinaryContent(NEW);
        assertThat(folder.toFile().list()).containsExactly("f.yaml");
    }

    @Test
    void replace_diskFull_leavesTheFileAlone() {
        FileReplacement.Output full = (to, content) -> {
            throw new IOException("no space left on device");
        };

        assertThatThrownBy(() -> new FileReplacement(file, "f.yaml", full).replace(OLD, NEW))
                .isInstanceOf(ToolException.class)
                .hasMessage("`f.yaml` cannot be written: no space left on device");
        assertThat(file).hasBinaryContent(OLD);
        assertThat(folder.toFile().list()).containsExactly("f.yaml");
    }
}

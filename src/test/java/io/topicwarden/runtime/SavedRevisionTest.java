/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.conf.Sha256;
import io.topicwarden.store.PolicyRevision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SavedRevisionTest {

    private static final PolicyRevision REVISION =
            new PolicyRevision(7, "version: 1\n# ü\n", Sha256.of("version: 1\n# ü\n"));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void read_afterWrite_theSameAndForItsOwnerOnly() throws IOException {
        Path file = folder.resolve("new/revision");
        new SavedRevision(file).write(REVISION);

        assertThat(new SavedRevision(file).read()).contains(REVISION);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void read_nothingThere_empty() {
        assertThat(new SavedRevision(folder.resolve("none")).read()).isEmpty();
    }

    @Test
    void read_tornOrChanged_empty() throws IOException {
        Path file = folder.resolve("revision");
        new SavedRevision(file).write(REVISION);
        String whole = Files.readString(file);
        for (String damaged :
                new String[] {"", "7", whole + "x", whole.substring(0, whole.length() - 1), "x" + whole}) {
            Files.writeString(file, damaged);

            assertThat(new SavedRevision(file).read()).as(damaged).isEmpty();
        }
    }
}

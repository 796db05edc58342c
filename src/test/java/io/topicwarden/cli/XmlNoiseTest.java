/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class XmlNoiseTest {

    @Test
    void importFileRbac_binaryFile_saysNothingBesideTheProblem(@TempDir Path folder) throws IOException {
        Files.write(folder.resolve("junk.xml"), new byte[] {(byte) 0x95, 1, 2, (byte) 0xFF});
        ByteArrayOutputStream noise = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(noise, true, StandardCharsets.UTF_8));
        try {
            new Session(folder).run("import", "file-rbac", "junk.xml");
        } finally {
            System.setErr(before);
        }
        assertThat(noise.toString(StandardCharsets.UTF_8)).isEmpty();
    }
}

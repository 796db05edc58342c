/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What the jar in the packaged zip holds: HiveMQ's class loader would lend out every class under a foreign name. */
class PackagedJarIT {

    @Test
    void jar_everyClass_isBelowOurOwnPackage() throws IOException {
        List<String> classes =
                entries().stream().filter(name -> name.endsWith(".class")).toList();

        assertThat(classes).contains("io/topicwarden/cli/Main.class").allSatisfy(name -> assertThat(name)
                .startsWith("io/topicwarden/"));
    }

    private static List<String> entries() throws IOException {
        Path zip = Path.of(
                System.getProperty("topicwarden.repository"),
                "target",
                "topicwarden-" + System.getProperty("topicwarden.version") + ".zip");
        List<String> names = new ArrayList<>();
        try (ZipFile file = new ZipFile(zip.toFile());
                InputStream in = file.getInputStream(file.getEntry("topicwarden/topicwarden.jar"));
                JarInputStream jar = new JarInputStream(in)) {
            for (JarEntry entry = jar.getNextJarEntry(); entry != null; entry = jar.getNextJarEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }
}

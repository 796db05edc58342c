/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.conf;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.hivemq.TopicwardenExtension;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecurityExtensionsTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path extensions;

    @Test
    void find_extensionThatUsesTheSecurityRegistry_found() throws IOException {
        // our own entry point refers to the registry, as any such extension does
        install("allow-all", TopicwardenExtension.class);

        assertThat(SecurityExtensions.in(extensions).names()).containsExactly("allow-all");
    }

    @Test
    void find_otherExtensions_notFound() throws IOException {
        install("metrics", SecurityExtensionsTest.class);

        assertThat(SecurityExtensions.in(extensions).names()).isEmpty();
    }

    @Test
    void find_ownFolderAndDisabledOnes_passedOver() throws IOException {
        install("topicwarden", TopicwardenExtension.class);
        install("allow-all", TopicwardenExtension.class);
        Files.createFile(extensions.resolve("allow-all/DISABLED"));

        assertThat(SecurityExtensions.in(extensions).names()).isEmpty();
    }

    @Test
    void find_brokenJarOrMissingFolder_nothingFoundAndNothingThrown() throws IOException {
        Files.createDirectories(extensions.resolve("broken"));
        Files.writeString(extensions.resolve("broken/broken.jar"), "no jar");

        assertThat(SecurityExtensions.in(extensions).names()).isEmpty();
        assertThat(SecurityExtensions.in(extensions.resolve("missing")).names()).isEmpty();
    }

    private void install(String name, Class<?> type) throws IOException {
        Path folder = Files.createDirectories(extensions.resolve(name));
        String entry = type.getName().replace('.', '/') + ".class";
        try (OutputStream out = Files.newOutputStream(folder.resolve(name + ".jar"));
                JarOutputStream jar = new JarOutputStream(out);
                InputStream bytes = Objects.requireNonNull(type.getClassLoader().getResourceAsStream(entry))) {
            jar.putNextEntry(new JarEntry(entry));
            bytes.transferTo(jar);
            jar.closeEntry();
        }
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.conf;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.hivemq.TopicwardenExtension;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SecurityExtensionsTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path extensions;

    @Test
    void find_extensionThatUsesTheSecurityRegistry_found() throws IOException {
        // our own entry point refers to the registry, as any such extension does
        install("allow-all", TopicwardenExtension.class);

        assertThat(names(extensions)).containsExactly("allow-all");
    }

    @Test
    void find_otherExtensions_notFound() throws IOException {
        install("metrics", SecurityExtensionsTest.class);

        assertThat(names(extensions)).isEmpty();
    }

    @Test
    void find_ownFolderAndDisabledOnes_passedOver() throws IOException {
        install("topicwarden", TopicwardenExtension.class);
        install("allow-all", TopicwardenExtension.class);
        Files.createFile(extensions.resolve("allow-all/DISABLED"));

        assertThat(names(extensions)).isEmpty();
    }

    @Test
    void find_brokenJarOrMissingFolder_nothingFoundAndNothingThrown() throws IOException {
        Files.createDirectories(extensions.resolve("broken"));
        Files.writeString(extensions.resolve("broken/broken.jar"), "no jar");

        assertThat(names(extensions)).isEmpty();
        assertThat(names(extensions.resolve("missing"))).isEmpty();
    }

    @Test
    void find_whatAnExtensionDoes_inTheOrderOfTheParts() throws IOException, ClassNotFoundException {
        install("gates", Class.forName("io.topicwarden.hivemq.DeniedPublishInterceptor"));
        install("gates", "gates-2.jar", Class.forName("io.topicwarden.hivemq.ClientGates"));

        OtherExtension gates = SecurityExtensions.in(extensions).found().get(0);
        assertThat(gates.decides()).isFalse();
        assertThat(gates.besides())
                .containsExactly(
                        OtherExtension.Part.INITIALIZES,
                        OtherExtension.Part.CHANGES_WHAT_CLIENTS_SEND,
                        OtherExtension.Part.CHANGES_WHAT_CLIENTS_RECEIVE);
        assertThat(gates.besidesInWords())
                .isEqualTo("has a client initializer, can change what clients send, can change what clients receive");
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    <priority>1000000</priority>,                    true
                    <priority> 2000000 </priority>,                  true
                    <priority>999999</priority>,                     false
                    <priority>-1</priority>,                         false
                    <name>x</name>,                                  false
                    <!-- <priority>2000000</priority> -->,           false
                    """)
    void find_priority_tellsWhoIsAskedFirst(String element, boolean before) throws IOException {
        install("allow-all", TopicwardenExtension.class);
        Files.writeString(extensions.resolve("allow-all/hivemq-extension.xml"), "<hivemq-extension>" + element + "</>");

        assertThat(SecurityExtensions.in(extensions).found().get(0).isAskedBefore())
                .isEqualTo(before);
    }

    @Test
    void ownPriority_isThatOfTheDescriptor() throws IOException {
        Path descriptor = Path.of(System.getProperty("topicwarden.repository"), "hivemq-extension.xml");

        assertThat(Files.readString(descriptor))
                .contains("<priority>" + SecurityExtensions.OWN_PRIORITY + "</priority>");
    }

    private static List<String> names(Path folder) {
        return SecurityExtensions.in(folder).found().stream()
                .map(OtherExtension::name)
                .toList();
    }

    private void install(String name, Class<?> type) throws IOException {
        install(name, name + ".jar", type);
    }

    private void install(String name, String file, Class<?> type) throws IOException {
        Path folder = Files.createDirectories(extensions.resolve(name));
        String entry = type.getName().replace('.', '/') + ".class";
        try (OutputStream out = Files.newOutputStream(folder.resolve(file));
                JarOutputStream jar = new JarOutputStream(out);
                InputStream bytes = Objects.requireNonNull(type.getClassLoader().getResourceAsStream(entry))) {
            jar.putNextEntry(new JarEntry(entry));
            bytes.transferTo(jar);
            jar.closeEntry();
        }
    }
}

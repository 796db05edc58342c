/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExtensionCheckTest {

    private static final String REGISTRY = "com/hivemq/extension/sdk/api/services/auth/SecurityRegistry";
    private static final String OUTBOUND =
            "com/hivemq/extension/sdk/api/interceptor/publish/PublishOutboundInterceptor";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    @BeforeEach
    void installOurs() throws IOException {
        Path ours = Files.createDirectories(home.resolve("extensions/topicwarden"));
        Files.createDirectory(ours.resolve("conf"));
        Files.createFile(ours.resolve("topicwarden.jar"));
        Files.writeString(
                ours.resolve("hivemq-extension.xml"), "<hivemq-extension><id>topicwarden</id></hivemq-extension>");
    }

    @Test
    void check_extensionAskedBefore_isAnError() throws IOException {
        install("first", 2_000_000, REGISTRY);

        assertThat(findings())
                .extracting(Finding::code, Finding::severity, Finding::message)
                .containsExactly(
                        tuple(
                                FindingCode.OTHER_SECURITY_EXTENSION,
                                Severity.error,
                                "the extension `first` takes part in security, of priority 2000000, and is asked before Topicwarden"));
    }

    @Test
    void check_extensionAskedAfter_isAWarning() throws IOException {
        install("later", 5, REGISTRY);

        assertThat(findings()).extracting(Finding::severity).containsExactly(Severity.warning);
    }

    @Test
    void check_extensionThatDecidesAloneSinceOursIsDisabled_isAnError() throws IOException {
        Files.createFile(home.resolve("extensions/topicwarden/DISABLED"));
        install("later", 5, REGISTRY);

        assertThat(findings())
                .extracting(Finding::code, Finding::severity)
                .contains(tuple(FindingCode.OTHER_SECURITY_EXTENSION, Severity.error));
    }

    @Test
    void check_extensionThatChangesDeliveries_isANote() throws IOException {
        install("translator", 5, OUTBOUND);

        assertThat(findings())
                .extracting(Finding::code, Finding::severity, Finding::message)
                .containsExactly(tuple(
                        FindingCode.OTHER_EXTENSION,
                        Severity.note,
                        "the extension `translator` can change what clients receive"));
    }

    private List<Finding> findings() {
        Findings findings = new Findings();
        new ExtensionCheck()
                .run(
                        new BrokerHome(home, Optional.empty(), Optional.empty(), Optional.empty(), Instant.EPOCH),
                        findings);
        return findings.all();
    }

    /** With a class file that names this type of the SDK, as one that uses it does. */
    private void install(String name, int priority, String uses) throws IOException {
        Path folder = Files.createDirectories(home.resolve("extensions").resolve(name));
        Files.writeString(
                folder.resolve("hivemq-extension.xml"),
                "<hivemq-extension><id>" + name + "</id><priority>" + priority + "</priority></hivemq-extension>");
        try (OutputStream out = Files.newOutputStream(folder.resolve("extension.jar"));
                JarOutputStream jar = new JarOutputStream(out)) {
            jar.putNextEntry(new JarEntry("Main.class"));
            jar.write(uses.getBytes(StandardCharsets.US_ASCII));
        }
    }
}

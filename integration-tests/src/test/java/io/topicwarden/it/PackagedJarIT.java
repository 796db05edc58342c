/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.topicwarden.it.broker.Repository;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.spi.ToolProvider;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lies in the packaged zip and in its jar. */
class PackagedJarIT {

    /** What a class of the jar may refer to outside it: what the broker has, or what is not there and never reached. */
    private static final List<String> OUTSIDE = List.of(
            "com.hivemq.extension.sdk.api.",
            "org.slf4j.",
            "com.codahale.metrics.",
            // annotations
            "org.jspecify.annotations.",
            "com.google.errorprone.annotations.",
            "org.checkerframework.",
            // the connection pool's reports and its proxies made anew, the driver's Windows log-in
            "io.micrometer.",
            "io.topicwarden.shaded.hikari.metrics.",
            "javassist.",
            "com.sun.jna.",
            "waffle.windows.",
            // Bouncy Castle apart from argon2id and bcrypt: the start of the extension tests those
            "io.topicwarden.shaded.bouncycastle.crypto.params.",
            "io.topicwarden.shaded.bouncycastle.crypto.digests.");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /** HiveMQ's class loader would lend out every class under a foreign name. */
    @Test
    void jar_everyClass_isBelowOurOwnPackage() throws IOException {
        List<String> classes =
                entries().stream().filter(name -> name.endsWith(".class")).toList();

        assertThat(classes).contains("io/topicwarden/cli/Main.class").allSatisfy(name -> assertThat(name)
                .startsWith("io/topicwarden/"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "io/topicwarden/shaded/jackson/databind/",
                "io/topicwarden/shaded/snakeyaml/constructor/",
                "io/topicwarden/shaded/snakeyaml/introspector/",
                "META-INF/services/java.sql.Driver",
            })
    void jar_whatNobodyNeeds_isNotThere(String path) throws IOException {
        assertThat(entries()).noneMatch(name -> name.startsWith(path));
    }

    @Test
    void jar_whatItsClassesReferTo_isThereOrTheBrokers() throws IOException {
        StringWriter printed = new StringWriter();
        int exit = ToolProvider.findFirst("jdeps")
                .orElseThrow()
                .run(
                        new PrintWriter(printed, true),
                        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                        "--multi-release",
                        "17",
                        "--missing-deps",
                        jar().toString());

        List<String> missing = printed.toString()
                .lines()
                .filter(line -> line.contains(" -> ") && !line.startsWith("topicwarden.jar"))
                .toList();
        assertThat(exit).isZero();
        assertThat(missing).isNotEmpty().allSatisfy(line -> assertThat(OUTSIDE)
                .anySatisfy(outside ->
                        assertThat(line.substring(line.indexOf("-> ") + 3)).startsWith(outside)));
    }

    @Test
    void billOfMaterials_everyLibrary_isNamedInTheNotice() throws IOException {
        assertThat(zipEntries())
                .as("the bill of materials, which mvn leaves out when it is offline (-o)")
                .contains("topicwarden/topicwarden.cdx.json");
        String notice = Files.readString(Repository.root().resolve("NOTICE"));
        JsonNode libraries = new ObjectMapper()
                .readTree(inZip("topicwarden/topicwarden.cdx.json"))
                .get("components");

        assertThat(libraries).isNotEmpty().allSatisfy(library -> assertThat(notice)
                .contains(library.get("group").asText() + ":"
                        + library.get("name").asText()));
    }

    /** Of each shaded package one library stands in the notice. */
    @Test
    void jar_shadedPackages_areThoseOfTheNotice() throws IOException {
        assertThat(entries())
                .filteredOn(name -> name.matches("io/topicwarden/shaded/[^/]+/"))
                .extracting(name -> name.substring("io/topicwarden/shaded/".length()))
                .containsExactlyInAnyOrder(
                        "bouncycastle/",
                        "caffeine/",
                        "hikari/",
                        "ipaddr/",
                        "jackson/",
                        "picocli/",
                        "postgresql/",
                        "snakeyaml/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"LICENSE", "NOTICE"})
    void licence_inZipAndJar_isTheRepositorys(String name) throws IOException {
        byte[] expected = Files.readAllBytes(Repository.root().resolve(name));

        assertThat(inZip("topicwarden/" + name)).isEqualTo(expected);
        assertThat(inJar("META-INF/" + name)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "META-INF/FastDoubleParser-LICENSE",
                "META-INF/FastDoubleParser-ThirdParty-LICENSE",
                "META-INF/Schubfach-LICENSE",
            })
    void licence_thatTheNoticePointsTo_isInTheJar(String name) throws IOException {
        assertThat(Files.readString(Repository.root().resolve("NOTICE"))).contains(name);
        assertThat(new String(inJar(name), StandardCharsets.UTF_8)).contains("Permission is hereby granted");
    }

    @Test
    void licence_ofEachLibraryInTheDriver_isInTheJar() throws IOException {
        assertThat(entries())
                .filteredOn(name -> name.matches("META-INF/licenses/.*/LICENSE"))
                .hasSize(4);
    }

    private Path jar() throws IOException {
        Path file = folder.resolve("topicwarden.jar");
        if (!Files.exists(file)) {
            Files.write(file, inZip("topicwarden/topicwarden.jar"));
        }
        return file;
    }

    private List<String> entries() throws IOException {
        try (JarFile jar = new JarFile(jar().toFile())) {
            return jar.stream().map(ZipEntry::getName).toList();
        }
    }

    private byte[] inJar(String name) throws IOException {
        return read(jar(), name);
    }

    private static List<String> zipEntries() throws IOException {
        try (ZipFile zip = new ZipFile(Repository.extensionZip().toFile())) {
            return zip.stream().map(ZipEntry::getName).toList();
        }
    }

    private static byte[] inZip(String name) throws IOException {
        return read(Repository.extensionZip(), name);
    }

    private static byte[] read(Path archive, String name) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            ZipEntry entry = zip.getEntry(name);
            assertThat(entry).as("%s in %s", name, archive.getFileName()).isNotNull();
            return zip.getInputStream(entry).readAllBytes();
        }
    }
}

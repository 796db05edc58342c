/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.hivemq;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.function.Consumer;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds and reports other extensions that take part in security. They gain nobody entry while this one runs, since it is
 * asked first and always decides; without it they would.
 */
final class OtherExtensions {

    private static final Logger LOG = LoggerFactory.getLogger(OtherExtensions.class);

    private static final String OWN_ID = "topicwarden";
    private static final byte[] REGISTRY =
            "com/hivemq/extension/sdk/api/services/auth/SecurityRegistry".getBytes(StandardCharsets.UTF_8);
    private static final long MAX_CLASS_BYTES = 1 << 20;

    private OtherExtensions() {}

    /** Looks through the extensions folder on a thread of its own and reports what it finds in log and metrics. */
    static void reportIn(Path extensions, Consumer<String> count) {
        Thread thread = new Thread(
                () -> {
                    for (String name : securityExtensionsIn(extensions)) {
                        count.accept("other-security-extensions");
                        LOG.warn(
                                "ANOTHER SECURITY EXTENSION IS INSTALLED: `{}` registers an authenticator or authorizer. "
                                        + "Topicwarden is asked first and it gains nobody entry, but if Topicwarden "
                                        + "were removed it would decide alone. Remove its folder from extensions/",
                                name);
                    }
                },
                "topicwarden-other-extensions");
        thread.setDaemon(true);
        thread.start();
    }

    /** The folder names of enabled extensions whose classes refer to the broker's security registry. */
    static List<String> securityExtensionsIn(Path extensions) {
        List<String> found = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(extensions, Files::isDirectory)) {
            for (Path folder : folders) {
                String name = String.valueOf(folder.getFileName());
                if (!name.equals(OWN_ID) && !Files.exists(folder.resolve("DISABLED")) && refersToSecurity(folder)) {
                    found.add(name);
                }
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("The extensions folder could not be searched for other security extensions: {}", e.toString());
        }
        return found;
    }

    private static boolean refersToSecurity(Path folder) throws IOException {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, "*.jar")) {
            for (Path jar : jars) {
                if (jarRefersToSecurity(jar)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean jarRefersToSecurity(Path path) {
        try (JarFile jar = new JarFile(path.toFile())) {
            for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                if (entry.getName().endsWith(".class") && contains(jar, entry)) {
                    return true;
                }
            }
            return false;
        } catch (IOException | RuntimeException e) {
            LOG.warn("{} could not be searched for a security extension: {}", path, e.toString());
            return false;
        }
    }

    private static boolean contains(JarFile jar, JarEntry entry) throws IOException {
        try (InputStream in = jar.getInputStream(entry)) {
            byte[] bytes = in.readNBytes((int) MAX_CLASS_BYTES);
            for (int i = 0; i + REGISTRY.length <= bytes.length; i++) {
                int matched = 0;
                while (matched < REGISTRY.length && bytes[i + matched] == REGISTRY[matched]) {
                    matched++;
                }
                if (matched == REGISTRY.length) {
                    return true;
                }
            }
            return false;
        }
    }
}

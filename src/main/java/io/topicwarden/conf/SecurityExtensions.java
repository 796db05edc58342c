/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.conf;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * The broker's other extensions that take part in security, as far as their folders show.
 *
 * @param names the folders of those that are enabled and refer to the broker's security services, in order
 * @param failures clauses about what could not be searched
 */
public record SecurityExtensions(List<String> names, List<String> failures) {

    /** The folder, and the id, of our own. */
    public static final String OWN_ID = "topicwarden";

    private static final byte[] REGISTRY =
            "com/hivemq/extension/sdk/api/services/auth/SecurityRegistry".getBytes(StandardCharsets.UTF_8);
    private static final int MAX_CLASS_BYTES = 1 << 20;

    public SecurityExtensions {
        names = List.copyOf(names);
        failures = List.copyOf(failures);
    }

    /** Looks into the jars of every folder in {@code extensions}. Throws nothing. */
    public static SecurityExtensions in(Path extensions) {
        List<String> names = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(extensions, Files::isDirectory)) {
            for (Path folder : folders) {
                String name = String.valueOf(folder.getFileName());
                boolean enabled = !Files.exists(folder.resolve("DISABLED"));
                if (!name.equals(OWN_ID) && enabled && refersToSecurity(folder, failures)) {
                    names.add(name);
                }
            }
        } catch (IOException | RuntimeException e) {
            failures.add("the extensions folder could not be searched for other security extensions: " + rootOf(e));
        }
        Collections.sort(names);
        return new SecurityExtensions(names, failures);
    }

    private static boolean refersToSecurity(Path folder, List<String> failures) throws IOException {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, "*.jar")) {
            for (Path jar : jars) {
                if (jarRefersToSecurity(jar, failures)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean jarRefersToSecurity(Path path, List<String> failures) {
        try (JarFile jar = new JarFile(path.toFile())) {
            for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                if (entry.getName().endsWith(".class") && contains(jar, entry)) {
                    return true;
                }
            }
        } catch (IOException | RuntimeException e) {
            failures.add(path + " could not be searched for a security extension: " + rootOf(e));
        }
        return false;
    }

    private static boolean contains(JarFile jar, JarEntry entry) throws IOException {
        try (InputStream in = jar.getInputStream(entry)) {
            byte[] bytes = in.readNBytes(MAX_CLASS_BYTES);
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

    private static String rootOf(Exception e) {
        return String.valueOf(e instanceof DirectoryIteratorException ? e.getCause() : e);
    }
}

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
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The broker's other extensions that bear on what Topicwarden guarantees, as far as their folders show.
 *
 * @param found those that are enabled, by name
 * @param failures clauses about what could not be searched
 */
public record SecurityExtensions(List<OtherExtension> found, List<String> failures) {

    /** The folder, and the id, of our own. */
    public static final String OWN_ID = "topicwarden";

    /** The priority in our own descriptor. */
    public static final long OWN_PRIORITY = 1_000_000;

    private static final int MAX_CLASS_BYTES = 1 << 20;
    private static final int MAX_DESCRIPTOR_BYTES = 1 << 20;
    private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
    private static final Pattern PRIORITY = Pattern.compile("<priority>\\s*(-?[0-9]{1,10})\\s*</priority>");

    public SecurityExtensions {
        found = List.copyOf(found);
        failures = List.copyOf(failures);
    }

    /** Looks into the jars of every folder in {@code extensions}. Throws nothing. */
    public static SecurityExtensions in(Path extensions) {
        List<OtherExtension> found = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(extensions, Files::isDirectory)) {
            for (Path folder : folders) {
                String name = String.valueOf(folder.getFileName());
                if (!name.equals(OWN_ID) && !Files.exists(folder.resolve("DISABLED"))) {
                    Set<OtherExtension.Part> parts = partsOf(folder, failures);
                    if (!parts.isEmpty()) {
                        found.add(new OtherExtension(name, priorityOf(folder, failures), parts));
                    }
                }
            }
        } catch (IOException | RuntimeException e) {
            failures.add("the extensions folder could not be searched for other security extensions: " + rootOf(e));
        }
        found.sort(Comparator.comparing(OtherExtension::name));
        return new SecurityExtensions(found, failures);
    }

    /** 0, the broker's default, where the descriptor says nothing or cannot be read. */
    private static long priorityOf(Path folder, List<String> failures) {
        Path file = folder.resolve("hivemq-extension.xml");
        if (!Files.exists(file)) {
            return 0;
        }
        try (InputStream in = Files.newInputStream(file)) {
            String text = new String(in.readNBytes(MAX_DESCRIPTOR_BYTES), StandardCharsets.UTF_8);
            Matcher priority = PRIORITY.matcher(COMMENT.matcher(text).replaceAll(""));
            return priority.find() ? Long.parseLong(priority.group(1)) : 0;
        } catch (IOException e) {
            failures.add(file + " could not be searched for a priority: " + e);
            return 0;
        }
    }

    private static Set<OtherExtension.Part> partsOf(Path folder, List<String> failures) throws IOException {
        Set<OtherExtension.Part> parts = EnumSet.noneOf(OtherExtension.Part.class);
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, "*.jar")) {
            for (Path jar : jars) {
                search(jar, parts, failures);
            }
        }
        return parts;
    }

    private static void search(Path path, Set<OtherExtension.Part> parts, List<String> failures) {
        try (JarFile jar = new JarFile(path.toFile())) {
            for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                if (entry.getName().endsWith(".class")) {
                    search(jar, entry, parts);
                }
            }
        } catch (IOException | RuntimeException e) {
            failures.add(path + " could not be searched for a security extension: " + rootOf(e));
        }
    }

    /** The names of what a class uses stand in it as they are. */
    private static void search(JarFile jar, JarEntry entry, Set<OtherExtension.Part> parts) throws IOException {
        try (InputStream in = jar.getInputStream(entry)) {
            String text = new String(in.readNBytes(MAX_CLASS_BYTES), StandardCharsets.ISO_8859_1);
            for (OtherExtension.Part part : OtherExtension.Part.values()) {
                if (part.isNamedIn(text)) {
                    parts.add(part);
                }
            }
        }
    }

    private static String rootOf(Exception e) {
        return String.valueOf(e instanceof DirectoryIteratorException ? e.getCause() : e);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * Another extension of the broker, compiled on the spot.
 *
 * @param id its folder's name
 * @param main the name of its main class, which has no package
 * @param source the text of that class
 * @param priority of two extensions the one of higher priority is asked first
 */
public record SourceExtension(String id, String main, String source, int priority) {

    void install(Path extensions) {
        try {
            Path folder = Files.createDirectories(extensions.resolve(id));
            Files.writeString(folder.resolve("hivemq-extension.xml"), descriptor());
            Path classes = compile(Files.createTempDirectory(extensions.resolveSibling("data"), id));
            pack(classes, folder.resolve("extension.jar"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String descriptor() {
        return "<hivemq-extension><id>" + id + "</id><name>" + id + "</name><version>1</version><priority>" + priority
                + "</priority></hivemq-extension>";
    }

    private Path compile(Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve(main + ".java"), source);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        OutputStream discarded = OutputStream.nullOutputStream();
        List<String> arguments = List.of(
                "--release", "11", "-cp", Repository.brokerClassPath(), "-proc:none", "-nowarn", file.toString());
        if (compiler.run(null, discarded, System.err, arguments.toArray(new String[0])) != 0) {
            throw new IllegalStateException("the extension `" + id + "` does not compile");
        }
        return folder;
    }

    private void pack(Path classes, Path jar) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.list(classes)) {
            out.putNextEntry(new ZipEntry("META-INF/services/com.hivemq.extension.sdk.api.ExtensionMain"));
            out.write(main.getBytes(StandardCharsets.UTF_8));
            for (Path file : files.filter(name -> name.toString().endsWith(".class"))
                    .sorted()
                    .toList()) {
                out.putNextEntry(new ZipEntry(String.valueOf(file.getFileName())));
                Files.copy(file, out);
            }
        }
    }
}

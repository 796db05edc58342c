/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.broker;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The folder that a broker lives in: {@code conf}, {@code extensions}, {@code data}, {@code log}.
 *
 * @param folder its root
 */
record BrokerHome(Path folder) {

    static BrokerHome create(BrokerBuilder request) {
        try {
            BrokerHome home = new BrokerHome(
                    request.home.isPresent() ? request.home.get() : Files.createTempDirectory("topicwarden-it-"));
            for (String name : new String[] {"conf", "extensions", "data", "log"}) {
                Files.createDirectories(home.folder.resolve(name));
            }
            home.install(request);
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path console() {
        return folder.resolve("log/console.log");
    }

    /** The {@code conf/} of our extension. */
    Path conf() {
        return folder.resolve("extensions/topicwarden/conf");
    }

    Path records() {
        return folder.resolve("log/topicwarden");
    }

    /** Writes {@code config.xml}: the listeners at these ports, bound to this address. */
    void configure(BrokerBuilder request, Map<Listener, Integer> ports, String address) {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\"?>\n<hivemq>\n<listeners>\n");
        Optional<TlsFiles> tls = request.tls.map(t -> TlsFiles.write(folder.resolve("conf"), t.server(), t.trusted()));
        ports.forEach((listener, port) ->
                xml.append(listener.toXml(address, port, tls)).append('\n'));
        xml.append("</listeners>\n<persistence><mode>")
                .append(request.durable ? "file" : "in-memory")
                .append("</mode></persistence>\n<anonymous-usage-statistics><enabled>false</enabled>")
                .append("</anonymous-usage-statistics>\n</hivemq>\n");
        write(folder.resolve("conf/config.xml"), xml.toString().getBytes(StandardCharsets.UTF_8));
    }

    void delete() {
        try {
            Files.walkFileTree(folder, new Deletion());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void install(BrokerBuilder request) throws IOException {
        if (request.topicwarden) {
            unzip(Repository.extensionZip(), folder.resolve("extensions"));
            request.conf.forEach((name, content) -> write(conf().resolve(name), content));
            Files.createDirectories(conf());
            request.prepare.accept(conf());
        }
        request.beside.ifPresent(extension -> extension.install(folder.resolve("extensions")));
    }

    private static void unzip(Path zip, Path target) throws IOException {
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                unzip(in, entry, target.resolve(entry.getName()).normalize());
            }
        }
    }

    private static void unzip(InputStream in, ZipEntry entry, Path file) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(file);
        } else {
            Files.createDirectories(file.resolveSibling("."));
            Files.write(file, in.readAllBytes());
        }
    }

    private static void write(Path file, byte[] content) {
        try {
            Files.createDirectories(file.resolveSibling("."));
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}

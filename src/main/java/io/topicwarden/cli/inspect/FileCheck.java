/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.inspect;

import io.topicwarden.cli.inspect.TlsElement.StoreElement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Looks for secrets that every user of the machine can read, and for files that every user can change. */
final class FileCheck implements Check {

    private static final int MAX_FILES = 10_000;
    private static final int LOOKED_AT = 1 << 16;

    @Override
    public void run(BrokerHome home, Findings findings) {
        for (Path file : secrets(home)) {
            if (open(home, file, PosixFilePermission.OTHERS_READ)) {
                findings.add(
                        FindingCode.FILE_READABLE_BY_ALL,
                        Severity.error,
                        Place.of(home.shown(file)),
                        "every user of this machine can read this " + (Files.isDirectory(file) ? "folder" : "file"));
            }
        }
        for (Path file : commands(home)) {
            if (open(home, file, PosixFilePermission.OTHERS_WRITE)) {
                findings.add(
                        FindingCode.FILE_WRITABLE_BY_ALL,
                        Severity.error,
                        Place.of(home.shown(file)),
                        "every user of this machine can change this " + (Files.isDirectory(file) ? "folder" : "file"));
            }
        }
    }

    /** What holds passwords, keys, or messages. */
    private static Set<Path> secrets(BrokerHome home) {
        Set<Path> secrets = new TreeSet<>();
        boolean passwords = false;
        for (ConfiguredListener listener : home.listeners()) {
            for (StoreElement store :
                    listener.tls().flatMap(TlsElement::keystore).stream().toList()) {
                passwords |= !BrokerConfig.isUnknown(store.password());
                resolve(home, store.path(), secrets);
            }
        }
        if (passwords) {
            secrets.add(home.folder().resolve(BrokerHome.CONFIG));
        }
        secrets.add(home.extension().resolve("conf/identities.yaml"));
        secrets.add(home.folder().resolve("data"));
        secrets.add(home.folder().resolve("log/topicwarden"));
        Stream.of(home.folder().resolve("conf"), home.extension().resolve("conf"))
                .flatMap(folder -> below(folder).stream())
                .filter(FileCheck::looksSecret)
                .forEach(secrets::add);
        return secrets;
    }

    private static void resolve(BrokerHome home, String path, Set<Path> into) {
        try {
            if (!path.isEmpty() && !BrokerConfig.isUnknown(path)) {
                into.add(home.folder().resolve(path).normalize());
            }
        } catch (InvalidPathException e) {
            // reported where the store could not be opened
        }
    }

    /** A private key in PEM, or a file below {@code secrets/}. */
    private static boolean looksSecret(Path file) {
        Path folder = file.getParent();
        if (folder != null && folder.endsWith("secrets")) {
            return true;
        }
        String name = String.valueOf(file.getFileName());
        if (!name.endsWith(".pem") && !name.endsWith(".key")) {
            return false;
        }
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(LOOKED_AT), StandardCharsets.ISO_8859_1).contains("PRIVATE KEY-----");
        } catch (IOException e) {
            return false;
        }
    }

    /** What tells the broker what to do. */
    private static Set<Path> commands(BrokerHome home) {
        Set<Path> commands = new TreeSet<>();
        for (String name : List.of("", "bin", "conf", "data", "extensions")) {
            commands.add(home.folder().resolve(name));
        }
        commands.addAll(below(home.folder().resolve("conf")));
        commands.addAll(below(home.folder().resolve("bin")));
        commands.add(home.extension());
        commands.addAll(below(home.extension()));
        return commands;
    }

    private static List<Path> below(Path folder) {
        try (Stream<Path> files = Files.walk(folder, 4)) {
            return new ArrayList<>(files.limit(MAX_FILES).toList());
        } catch (IOException | RuntimeException e) {
            return List.of(); // no such folder
        }
    }

    /** Whether others have this permission, and can reach the file through the folders from the home down. */
    private static boolean open(BrokerHome home, Path file, PosixFilePermission permission) {
        try {
            if (!Files.exists(file) || !Files.getPosixFilePermissions(file).contains(permission)) {
                return false;
            }
            for (Path folder = file.getParent();
                    folder != null && folder.startsWith(home.folder());
                    folder = folder.getParent()) {
                if (!Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                    return false;
                }
            }
            return true;
        } catch (IOException | UnsupportedOperationException e) { // a system without such permissions
            return false;
        }
    }
}

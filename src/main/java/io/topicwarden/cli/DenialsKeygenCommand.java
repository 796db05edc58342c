/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import io.topicwarden.audit.ChainKey;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code topicwarden denials keygen}: makes the key that a chain over the log begins with. */
@Command(
        name = "keygen",
        description = "Makes the key of a chain over the log, and has the log begin with it once `chain: true` is set.",
        footer = {
            "",
            "FILE is the secret that the log is verified with: move it away from the broker. FILE.pub",
            "verifies too, less exactly, and anybody may read it. The broker keeps a third file in the",
            "folder of the log, which changes with every record: run this as the broker's user.",
            "",
            "Exit code: 0 made, 1 could not run.",
            "",
            "Example:",
            "  sudo -u hivemq topicwarden denials keygen --key /tmp/plant-7.key"
        })
final class DenialsKeygenCommand implements Callable<ExitCode> {

    @Mixin
    private LogOptions log = new LogOptions();

    @Option(
            names = "--key",
            required = true,
            paramLabel = "FILE",
            description = "where the secret goes; must not exist")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    private final Console console;

    DenialsKeygenCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() throws ToolException {
        ChainKey key = ChainKey.generate();
        Path secret = console.resolve(file);
        Path publicKey = secret.resolveSibling(secret.getFileName() + ".pub");
        write(secret, key.secretText(), true);
        write(publicKey, key.publicText(), false);
        Path state = install(key, secret, publicKey);
        console.out().println("a chain begins with the next record, once `chain: true` is set for this log");
        console.out()
                .println("  " + console.shown(secret)
                        + "  verifies the log, and could forge it: move it away from here");
        console.out().println("  " + console.shown(publicKey) + "  verifies it less exactly, for everybody");
        console.out().println("  " + console.shown(state) + "  is the broker's");
        return ExitCode.YES;
    }

    private Path install(ChainKey key, Path secret, Path publicKey) throws ToolException {
        Path path = log.path(console);
        try {
            return key.install(path);
        } catch (IOException e) {
            remove(secret);
            remove(publicKey);
            if (e instanceof FileAlreadyExistsException) {
                throw new ToolException(
                        ToolCode.FILE_EXISTS,
                        "`" + console.shown(path) + "` has a chain",
                        "to begin another, stop the broker and move the log's `.chain` file away");
            }
            throw cannotWrite(path, e);
        }
    }

    private void write(Path path, String text, boolean secret) throws ToolException {
        try {
            Files.createFile(path);
            PosixFileAttributeView view =
                    Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
            if (secret && view != null) {
                view.setPermissions(PosixFilePermissions.fromString("rw-------"));
            }
            Files.writeString(path, text, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw new ToolException(
                    ToolCode.FILE_EXISTS, "`" + console.shown(path) + "` is there already", "choose another --key");
        } catch (IOException e) {
            throw cannotWrite(path, e);
        }
    }

    private static void remove(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // a key of no chain does no harm
        }
    }

    private ToolException cannotWrite(Path path, IOException e) {
        return new ToolException(
                ToolCode.CANNOT_WRITE,
                "`" + console.shown(path) + "` cannot be written: " + e.getMessage(),
                "run it as the broker's user, and choose a folder that this user may write to");
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.testing.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The tool in a folder whose settings name a real database, which has its tables and a first policy. */
final class FleetTool implements AutoCloseable {

    private final PostgresServer server = PostgresServer.start();
    private final Path folder;

    FleetTool(Path folder, String policy) {
        this.folder = folder;
        try {
            Files.createDirectories(folder.resolve("conf"));
            write(
                    "conf/topicwarden.yaml",
                    "version: 1\nstore: {type: postgres, user: admin, url: \"" + server.url() + "\"}\n");
            write("policy.yaml", policy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(run("store", "init").exit()).isZero();
        assertThat(run("store", "push", "policy.yaml", "-m", "first", "--yes").exit())
                .isZero();
    }

    void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    Session.Outcome run(String... arguments) {
        return new Session(folder).run(arguments);
    }

    /** Runs a command with this on its standard input. */
    Session.Outcome runOn(String input, String... arguments) {
        return new Session(folder).run(input, arguments);
    }

    void execute(String... statements) {
        server.execute(statements);
    }

    @Override
    public void close() {
        server.close();
    }
}

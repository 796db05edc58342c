/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import io.topicwarden.audit.LogFiles;
import io.topicwarden.cli.console.ConsoleServer;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code topicwarden console}: the denial log and the policy in a browser. */
@Command(
        name = "console",
        description = "Shows the denial log in a browser, explains refusals, and proposes what would mend them.",
        footer = {
            "",
            "Serves pages on 127.0.0.1 until Ctrl-C, to the one browser that opens the address printed; it",
            "works once. Only reads: the log, and the files of the policy as they are at each look.",
            "It shows refusals, so it takes neither --log shadow nor --log connections.",
            "To look from another machine, forward the port: ssh -L 8088:127.0.0.1:8088 BROKER.",
            "",
            "Exit code: 0 ended with Ctrl-C, 1 could not run.",
            "",
            "Examples:",
            "  topicwarden console",
            "  topicwarden console --conf conf --logs /var/log/hivemq/topicwarden --port 8088"
        })
final class ConsoleCommand implements Callable<ExitCode> {

    private static final int MOST_PORT = 65_535;

    @Mixin
    private LogOptions log = new LogOptions();

    @Mixin
    private ConfOptions conf = new ConfOptions();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "the port on 127.0.0.1 (default: one that is free)")
    private int port;

    private final Console console;

    ConsoleCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() throws ToolException {
        LogFiles files = log.filesOfRefusals(console);
        conf.requireNamed(console);
        if (port < 0 || port > MOST_PORT) {
            throw new ToolException(ToolCode.USAGE, "`" + port + "` is no port", "name one from 1 to " + MOST_PORT);
        }
        try (ConsoleServer server = ConsoleServer.start(port, new ConsoleAnswers(console, conf, files).endpoints())) {
            console.out().println("Open this address; it works once, in one browser:");
            console.out().println();
            console.out().println("  " + server.address());
            console.out().println();
            console.out().println("Ctrl-C ends the console.");
            console.out().flush();
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new ToolException(
                    ToolCode.PORT_UNAVAILABLE,
                    "port " + port + " of 127.0.0.1 cannot be had: " + e.getMessage(),
                    "name another one with --port PORT, or leave it out for one that is free");
        }
        return ExitCode.YES;
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.demo;

import io.topicwarden.it.broker.Argon2id;
import io.topicwarden.it.broker.Broker;
import io.topicwarden.it.broker.Listener;
import io.topicwarden.it.broker.Listener.ClientCertificate;
import io.topicwarden.it.broker.Ports;
import io.topicwarden.it.broker.Repository;
import io.topicwarden.it.demo.Commands.Command;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;

/** Runs a real HiveMQ CE with the packaged extension until it is interrupted. */
public final class Demo {

    private static final long POLL_MILLIS = 100;

    private final Options options;
    private final PrintStream out;
    private volatile boolean interrupted;

    private Demo(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        try {
            Options options = Options.parse(arguments, Repository.root().resolve("target/demo"));
            new Demo(options, System.out).run();
        } catch (DemoException e) {
            System.err.println("demo: " + e.getMessage());
            System.exit(1);
        }
    }

    private void run() throws IOException, InterruptedException, DemoException {
        requireFree("--mtls-port", options.mtlsPort());
        requireFree("--tls-port", options.tlsPort());
        Path folder = DemoFolder.prepare(options.folder());
        out.println("Making a plant: a CA, certificates, a revocation list, a password, in " + folder);
        Plant plant = Plant.create();
        plant.writeClientFiles(folder);
        String password = randomPassword();
        out.println("Starting HiveMQ CE with " + Repository.extensionZip().getFileName() + " as its only extension");
        Broker broker = start(plant, folder, password);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(broker), "stop-demo"));
        tell(broker, new Commands(options, password));
        follow(broker);
    }

    private Broker start(Plant plant, Path folder, String password) {
        return Broker.builder()
                .home(folder.resolve("hivemq"))
                .listener(Listener.tls("mtls", ClientCertificate.REQUIRED), options.mtlsPort())
                .listener(Listener.tls("tls", ClientCertificate.NONE), options.tlsPort())
                .tls(plant.server(), plant.acceptedByTls())
                .conf("topicwarden.yaml", Configuration.SETTINGS)
                .conf("identities.yaml", Configuration.identities(Argon2id.hash(password)))
                .conf("certs/README", "The CA of the demonstration and its revocation list.\n")
                .prepare(plant::writeTrust)
                .start();
    }

    private void tell(Broker broker, Commands commands) {
        out.println();
        out.println("It listens on 127.0.0.1: " + options.mtlsPort() + " for certificates (listener `mtls`), "
                + options.tlsPort() + " for passwords (listener `tls`).");
        out.println("  policy   " + broker.conf().resolve("policy.yaml")
                + " (edit it: a saved change is in force at once)");
        out.println("  denials  " + broker.denials().folder().resolve("denials.jsonl"));
        out.println("  broker   " + broker.folder().resolve("log/console.log"));
        out.println("  alice's password for this run: " + commands.password());
        out.println();
        out.println("Paste these into another terminal (the programs are Debian's mosquitto-clients):");
        out.println();
        out.println("cd '" + options.folder() + "'");
        list("These succeed.", commands.permitted());
        list("These are refused.", commands.refused());
        out.println("Refusals, as they happen. Ctrl-C ends the broker.");
        out.println();
        out.flush();
    }

    private void list(String title, List<Command> commands) {
        out.println();
        out.println("# " + title);
        for (Command command : commands) {
            out.println();
            out.println("# " + command.why());
            out.println(command.line());
        }
        out.println();
    }

    private void follow(Broker broker) throws InterruptedException, DemoException {
        DenialPrinter printer = new DenialPrinter(broker.denials(), out);
        while (broker.running()) {
            printer.printNew();
            Thread.sleep(POLL_MILLIS);
        }
        if (!interrupted) {
            throw new DemoException(
                    "the broker has ended; see " + broker.folder().resolve("log/console.log"));
        }
    }

    private void stop(Broker broker) {
        interrupted = true;
        out.println();
        out.println("Stopping the broker");
        broker.stop();
        out.println("Stopped");
    }

    private static void requireFree(String option, int port) throws DemoException {
        if (!Ports.isFree(port)) {
            throw new DemoException("port " + port + " is in use; choose another with " + option);
        }
    }

    private static String randomPassword() {
        String letters = "abcdefghjkmnpqrstuvwxyz23456789";
        StringBuilder password = new StringBuilder();
        new SecureRandom()
                .ints(16, 0, letters.length())
                .mapToObj(letters::charAt)
                .forEach(password::append);
        return password.toString();
    }
}

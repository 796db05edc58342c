/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.container;

import io.topicwarden.it.broker.Argon2id;
import io.topicwarden.it.broker.Repository;
import io.topicwarden.it.client.Login;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.hivemq.HiveMQContainer;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.MountableFile;

/** A broker in a container, with the packaged extension and a policy that lies as a ConfigMap does. */
final class BrokerContainer implements AutoCloseable {

    private static final String PASSWORD = "correct horse battery staple";
    private static final String CONF = "/opt/hivemq/extensions/topicwarden/conf";

    private static final String CONFIG =
            """
            <?xml version="1.0"?>
            <hivemq>
              <listeners>
                <tcp-listener><port>1883</port><bind-address>0.0.0.0</bind-address><name>plain</name></tcp-listener>
              </listeners>
              <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
            </hivemq>
            """;

    private static final String SETTINGS =
            """
            version: 1
            listeners:
              plain:
                authenticate: password
                client-id: ${username}-*
                plaintext: permitted
            """;

    private static final String IDENTITIES =
            """
            version: 1
            identities:
              alice: {password: "HASH", roles: [device]}
              carol: {password: "HASH", roles: [late]}
            """;

    /** What is in force at the start. */
    static final String POLICY =
            """
            version: 1
            roles:
              device:
                permissions:
                  - {allow: [publish, subscribe], topics: plants/data}
              late:
                permissions:
                  - {allow: subscribe, topics: [plants/none]}
            """;

    private final HiveMQContainer container;

    private BrokerContainer(HiveMQContainer container) {
        this.container = container;
    }

    /** Starts it with files from this folder. */
    static BrokerContainer start(Path folder) {
        unzip(Repository.extensionZip(), folder);
        Path conf = folder.resolve("topicwarden/conf");
        write(folder.resolve("config.xml"), CONFIG);
        write(conf.resolve("topicwarden.yaml"), SETTINGS);
        write(conf.resolve("identities.yaml"), IDENTITIES.replace("HASH", Argon2id.hash(PASSWORD)));
        write(conf.resolve("policy.yaml"), POLICY);
        HiveMQContainer container = new HiveMQContainer(Image.name())
                .withHiveMQConfig(MountableFile.forHostPath(folder.resolve("config.xml")))
                .withExtension(MountableFile.forHostPath(folder.resolve("topicwarden")))
                .withoutPrepackagedExtensions("hivemq-allow-all-extension");
        container.start();
        BrokerContainer broker = new BrokerContainer(container);
        broker.swapPolicy(POLICY);
        return broker;
    }

    /** A client of this user, through the published port. */
    Login login(String name, String clientId) {
        URI address = URI.create("tcp://" + container.getHost() + ":" + container.getMqttPort());
        return Login.at(address, clientId).as(name, PASSWORD);
    }

    /** The denial log, as it is now. */
    String denials() {
        return run("cat", "/opt/hivemq/log/topicwarden/denials.jsonl");
    }

    /** Puts a policy in place as Kubernetes does: a folder of its own, and one link swapped. */
    void swapPolicy(String text) {
        String version = "..version-" + Long.toUnsignedString(System.nanoTime());
        container.copyFileToContainer(Transferable.of(text, 0644), CONF + "/" + version + "/policy.yaml");
        run(
                "sh",
                "-c",
                "cd " + CONF + " && ln -s " + version + " ..data_tmp && mv -T ..data_tmp ..data"
                        + " && { [ -L policy.yaml ] || { ln -s ..data/policy.yaml link && mv -T link policy.yaml; }; }");
    }

    @Override
    public void close() {
        container.close();
    }

    private String run(String... command) {
        try {
            ExecResult result = container.execInContainer(command);
            if (result.getExitCode() != 0) {
                throw new IllegalStateException(Arrays.toString(command) + ": " + result.getStderr());
            }
            return result.getStdout();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void unzip(Path zip, Path folder) {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : Collections.list(file.entries())) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (!entry.isDirectory()) {
                    Files.createDirectories(target.resolveSibling("."));
                    try (InputStream in = file.getInputStream(entry)) {
                        Files.copy(in, target);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

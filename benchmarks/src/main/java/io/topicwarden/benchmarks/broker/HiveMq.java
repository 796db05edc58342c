/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.benchmarks.broker;

import io.topicwarden.benchmarks.load.Login;
import io.topicwarden.benchmarks.workload.ConfText;
import io.topicwarden.it.broker.AllowAllExtension;
import io.topicwarden.it.broker.Broker;
import io.topicwarden.it.broker.BrokerBuilder;
import io.topicwarden.it.broker.Listener;
import io.topicwarden.it.broker.SourceExtension;
import java.nio.file.Path;

/** HiveMQ CE with one security extension. Every one has the same listeners and the same JVM. */
final class HiveMq implements Contestant {

    static final String ALLOW_ALL = "allow-all extension";
    static final String HOOKS_ONLY = "hooks only";
    static final String TOPICWARDEN = "Topicwarden";
    static final String DEFAULT_PERMISSIONS = "default permissions";

    private static final String PLAIN = "bench";
    private static final String CERTIFICATES = "mtls";

    private final String name;
    private final Broker broker;

    private HiveMq(String name, Broker broker) {
        this.name = name;
        this.broker = broker;
    }

    static HiveMq allowAll(Credentials credentials) {
        return new HiveMq(
                ALLOW_ALL,
                broker(credentials)
                        .withoutTopicwarden()
                        .beside(AllowAllExtension.ofPriority(0))
                        .start());
    }

    /** Allows everything as well, by the hooks that Topicwarden has. */
    static HiveMq hooksOnly(Credentials credentials) {
        return new HiveMq(
                HOOKS_ONLY,
                broker(credentials)
                        .withoutTopicwarden()
                        .beside(HooksOnly.extension())
                        .start());
    }

    static HiveMq defaultPermissions(Credentials credentials, Plant plant) {
        SourceExtension extension =
                new SourceExtension("default-permissions", "DefaultPermissions", plant.defaultPermissions(), 0);
        return new HiveMq(
                DEFAULT_PERMISSIONS,
                broker(credentials).withoutTopicwarden().beside(extension).start());
    }

    static HiveMq topicwarden(Credentials credentials, Plant plant) {
        return topicwarden(TOPICWARDEN, credentials, plant, ConfText.SETTINGS);
    }

    /** With subscriptions that are permitted in part accepted and filtered. */
    static HiveMq filtering(Credentials credentials, Plant plant) {
        String settings = ConfText.SETTINGS + "subscriptions:\n  partly-permitted: filter\n";
        return topicwarden(TOPICWARDEN + ", filtering", credentials, plant, settings);
    }

    private static HiveMq topicwarden(String name, Credentials credentials, Plant plant, String settings) {
        return new HiveMq(
                name,
                broker(credentials)
                        .prepare(conf -> writeTrust(credentials, conf))
                        .conf("topicwarden.yaml", settings)
                        .conf("identities.yaml", credentials.identities())
                        .conf("policy.yaml", plant.policy())
                        .conf("certs/about.txt", "the plant's CA and its list\n")
                        .start());
    }

    private static void writeTrust(Credentials credentials, Path conf) {
        credentials.ca().writeCertificate(conf.resolve("certs/plant-ca.pem"));
        credentials.ca().revocationList().writePem(conf.resolve("certs/plant-ca.crl"));
    }

    private static BrokerBuilder broker(Credentials credentials) {
        return Broker.builder()
                .listeners(Listener.tcp(PLAIN), Listener.tls(CERTIFICATES, Listener.ClientCertificate.REQUIRED))
                .tls(credentials.server(), credentials.trusted())
                .java("-Xms1g", "-Xmx5g", "-XX:+UseG1GC");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int port() {
        return broker.address(PLAIN).getPort();
    }

    /** The port of the listener that wants a client certificate. */
    int certificatePort() {
        return broker.address(CERTIFICATES).getPort();
    }

    @Override
    public long pid() {
        return broker.pid();
    }

    @Override
    public Login login(String client) {
        return Login.password(client, ConfText.PASSWORD);
    }

    @Override
    public void close() {
        broker.close();
    }
}

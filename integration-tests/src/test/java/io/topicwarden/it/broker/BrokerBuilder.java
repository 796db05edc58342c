/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.broker;

import io.topicwarden.testing.IssuedCertificate;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A broker being described: {@link #start()} makes its home and starts it. Not thread-safe. */
public final class BrokerBuilder {

    /** The broker's key and the CAs that its TLS layer accepts. */
    record Tls(IssuedCertificate server, List<X509Certificate> trusted) {}

    final Map<Listener, Integer> listeners = new LinkedHashMap<>();
    final Map<String, byte[]> conf = new LinkedHashMap<>();
    Optional<Tls> tls = Optional.empty();
    Optional<Path> home = Optional.empty();
    Optional<SourceExtension> beside = Optional.empty();
    Consumer<Path> prepare = folder -> {};
    List<String> java = List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    Optional<String> limit = Optional.empty();
    boolean durable;
    boolean topicwarden = true;
    boolean damaged;
    boolean sharingNetwork;

    BrokerBuilder() {}

    /** Adds listeners, each on a port of its own choice. */
    public BrokerBuilder listeners(Listener... added) {
        for (Listener listener : added) {
            listeners.put(listener, 0);
        }
        return this;
    }

    public BrokerBuilder listener(Listener listener, int port) {
        listeners.put(listener, port);
        return this;
    }

    /** The broker's own key, and which client certificates its TLS layer lets through to the extension. */
    public BrokerBuilder tls(IssuedCertificate server, List<X509Certificate> trusted) {
        tls = Optional.of(new Tls(server, List.copyOf(trusted)));
        return this;
    }

    /** Puts a file into the extension's {@code conf/}, over the sample that the zip holds. */
    public BrokerBuilder conf(String name, String text) {
        conf.put(name, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Does anything else to the extension's {@code conf/} before the broker starts. */
    public BrokerBuilder prepare(Consumer<Path> action) {
        prepare = prepare.andThen(action);
        return this;
    }

    /** Says that the files are meant to be wrong; otherwise a broker whose files have problems does not start. */
    public BrokerBuilder damaged() {
        damaged = true;
        return this;
    }

    /** Sessions and retained messages outlive a restart. */
    public BrokerBuilder durable() {
        durable = true;
        return this;
    }

    /** Installs another security extension beside ours. */
    public BrokerBuilder beside(SourceExtension extension) {
        beside = Optional.of(extension);
        return this;
    }

    /** Leaves our extension out. */
    public BrokerBuilder withoutTopicwarden() {
        topicwarden = false;
        return this;
    }

    /** Options of the broker's JVM; those that are usual here favour a quick start over speed. */
    public BrokerBuilder java(String... options) {
        java = List.of(options);
        return this;
    }

    /** Starts it under a limit of the operating system, in the words of {@code ulimit}: {@code -n 400}. */
    public BrokerBuilder limit(String ulimit) {
        limit = Optional.of(ulimit);
        return this;
    }

    /** Lets it reach what listens on this machine's loopback address only, and see by which of them a client comes. */
    public BrokerBuilder sharingNetwork() {
        sharingNetwork = true;
        return this;
    }

    /** The broker's home; a temporary folder that goes with the broker unless it is given here. */
    public BrokerBuilder home(Path folder) {
        home = Optional.of(folder);
        return this;
    }

    /** Gives it the memory, the compiler and the collector that it would have in production, for measuring. */
    public BrokerBuilder asInProduction() {
        java = List.of("-Xmx2g", "-XX:+UseG1GC");
        return this;
    }

    /** Starts the broker and returns once it accepts connections. */
    public Broker start() {
        return Broker.start(this);
    }
}

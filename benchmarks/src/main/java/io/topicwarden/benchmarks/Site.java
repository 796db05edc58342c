/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.benchmarks;

import com.codahale.metrics.MetricRegistry;
import io.topicwarden.benchmarks.workload.ConfText;
import io.topicwarden.benchmarks.workload.GeneratedPolicy;
import io.topicwarden.policy.MqttVersion;
import io.topicwarden.runtime.Admission;
import io.topicwarden.runtime.Admission.Outcome;
import io.topicwarden.runtime.Admission.Step;
import io.topicwarden.runtime.BrokerSessions;
import io.topicwarden.runtime.ConnectAttempt;
import io.topicwarden.runtime.ConnectedClient;
import io.topicwarden.runtime.HeldSubscription;
import io.topicwarden.runtime.Warden;
import io.topicwarden.testing.IssuedCertificate;
import io.topicwarden.testing.TestCertificateAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The running parts of the extension over a {@code conf/} folder of its own, without a broker. */
final class Site implements AutoCloseable {

    private final Path folder;
    private final Warden warden;

    private Site(Path folder, Warden warden) {
        this.folder = folder;
        this.warden = warden;
    }

    /** A running site with this policy and so many identities. */
    static Site start(TestCertificateAuthority ca, GeneratedPolicy policy, int identities) throws IOException {
        Path folder = Files.createTempDirectory("topicwarden-site");
        Path conf = folder.resolve("conf");
        Files.createDirectories(conf.resolve("certs"));
        ca.writeCertificate(conf.resolve("certs/plant-ca.pem"));
        ca.revocationList().writePem(conf.resolve("certs/plant-ca.crl"));
        Files.writeString(conf.resolve("topicwarden.yaml"), ConfText.SETTINGS);
        Files.writeString(conf.resolve("policy.yaml"), policy.text());
        Files.writeString(conf.resolve("identities.yaml"), ConfText.identities(identities));
        Warden warden = Warden.start(
                conf, folder.resolve("log"), folder.resolve("data"), new MetricRegistry(), new NoSessions());
        return new Site(folder, warden);
    }

    /** Admits a client with the shared password. */
    ConnectedClient connect(String name) {
        ConnectAttempt attempt = attempt("bench", name, Optional.of(name), Optional.empty(), List.of());
        return admitted(
                warden.admission().begin(attempt, Optional.of(ConfText.PASSWORD.getBytes(StandardCharsets.UTF_8))));
    }

    /** Admits a client with a certificate. */
    ConnectedClient connect(String name, IssuedCertificate certificate) {
        ConnectAttempt attempt = attempt("mtls", name, Optional.empty(), Optional.of("TLSv1.3"), certificate.chain());
        return admitted(warden.admission().begin(attempt, Optional.empty()));
    }

    private static ConnectAttempt attempt(
            String listener,
            String name,
            Optional<String> username,
            Optional<String> tls,
            List<X509Certificate> chain) {
        return new ConnectAttempt(
                name,
                username,
                listener,
                Optional.of(InetAddress.getLoopbackAddress()),
                tls,
                MqttVersion.MQTT_5,
                chain,
                Optional.empty(),
                Optional.empty());
    }

    private static ConnectedClient admitted(Step step) {
        Outcome outcome;
        if (step instanceof Step.Decided decided) {
            outcome = decided.outcome();
        } else {
            CompletableFuture<Outcome> answer = new CompletableFuture<>();
            ((Step.NeedsPassword) step).check().run(answer::complete);
            outcome = answer.join();
        }
        if (outcome instanceof Admission.Outcome.Admitted admitted) {
            return admitted.client();
        }
        throw new IllegalStateException(outcome.toString());
    }

    @Override
    public void close() throws IOException {
        warden.close();
        Folders.delete(folder);
    }

    /** A broker that holds no session. */
    private static final class NoSessions implements BrokerSessions {

        @Override
        public CompletableFuture<Boolean> exists(String clientId) {
            return CompletableFuture.completedFuture(false);
        }

        @Override
        public CompletableFuture<List<HeldSubscription>> subscriptions(String clientId) {
            return CompletableFuture.completedFuture(List.of());
        }

        @Override
        public CompletableFuture<Void> unsubscribe(String clientId, Set<String> topicFilters) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletableFuture<Void> disconnect(String clientId, String reason) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletableFuture<Void> takeBackWill(String clientId) {
            return CompletableFuture.completedFuture(null);
        }
    }
}

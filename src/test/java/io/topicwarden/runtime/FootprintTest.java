/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.engine.Allocations;
import io.topicwarden.engine.RoleSet;
import io.topicwarden.identity.password.PasswordVerifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a connected client costs: memory while it is connected, and none for what it is permitted to do. */
final class FootprintTest {

    /** What is measured, and a little; what the broker keeps about a client because of us comes on top. */
    private static final int MOST_BYTES = 480;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final ActiveSnapshot active = new ActiveSnapshot();

    @Test
    void connectedClient_anyPolicy_isSmallAndOfOneSize() throws ReflectiveOperationException {
        long small = bytesUnder(10);

        assertThat(bytesUnder(10_000)).isEqualTo(small).isLessThanOrEqualTo(MOST_BYTES);
    }

    @Test
    void publish_permittedThroughTheClient_allocatesNothing() {
        ConnectedClient client = connect(1_000);

        assertThat(Allocations.ofThousand(() -> publish(client))).isZero();
    }

    private static void publish(ConnectedClient client) {
        if (!client.publish("plants/brussels/status", 1, false, 100).isAllowed()) {
            throw new AssertionError("refused");
        }
    }

    /** What a client has for itself; what it shares with others, or with the broker, is counted before and left out. */
    private long bytesUnder(int permissions) throws ReflectiveOperationException {
        ConnectedClient client = connect(permissions);
        Class<?> rules = Class.forName("io.topicwarden.engine.ActionRules"); // package-private
        ObjectSize size = new ObjectSize(
                List.of(Snapshot.class, Admission.class, RoleSet.class, rules, Certificate.class, InstantSource.class));
        long unused = size.of(active.current().orElseThrow().identity("alice").orElseThrow())
                + size.of(client.client().clientId())
                + size.of(client.client().username())
                + size.of(client.client().listener());
        return size.of(client);
    }

    private ConnectedClient connect(int permissions) {
        StringBuilder policy = new StringBuilder(Conf.POLICY);
        StringBuilder more = new StringBuilder();
        for (int i = 0; i < permissions; i++) {
            more.append("      - allow: [publish, subscribe]\n        topics: plants/")
                    .append(i)
                    .append("/status\n");
        }
        policy.insert(policy.indexOf("assignments:"), more);
        active.swap(new Conf(folder).write("policy.yaml", policy.toString()).load());
        Attempts alice = Attempts.on("tls").username("alice").clientId("alice-1");
        // a verifier of its own, so that what it remembers is not of another snapshot's identity
        try (PasswordVerifier passwords = new PasswordVerifier(1, 16, InstantSource.system())) {
            Admission admission = new Admission(active, passwords, new Throttle(System::nanoTime), new LiveClients());
            Admission.Step step =
                    admission.begin(alice.attempt(), Optional.of(Conf.PASSWORD.getBytes(StandardCharsets.UTF_8)));
            return ((Admission.Outcome.Admitted) outcome(step)).client();
        }
    }

    private static Admission.Outcome outcome(Admission.Step step) {
        if (step instanceof Admission.Step.Decided decided) {
            return decided.outcome();
        }
        CompletableFuture<Admission.Outcome> answer = new CompletableFuture<>();
        ((Admission.Step.NeedsPassword) step).check().run(answer::complete);
        return answer.orTimeout(30, TimeUnit.SECONDS).join();
    }
}

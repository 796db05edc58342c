/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import com.codahale.metrics.MetricRegistry;
import io.topicwarden.audit.LogFailures;
import io.topicwarden.conf.Configuration;
import io.topicwarden.identity.password.PasswordVerifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Clients under a policy with a candidate beside it. */
abstract class ShadowCase {

    /** Allows what {@link Conf#POLICY} forbids alice, and the reverse. */
    static final String SHADOW = Conf.POLICY.replace("${attributes.site}/status", "${attributes.site}/alarms");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    final MetricRegistry registry = new MetricRegistry();
    final Telemetry telemetry = new Telemetry(registry);
    final ActiveSnapshot active = new ActiveSnapshot();
    final PasswordVerifier passwords = new PasswordVerifier(1, 16, InstantSource.system());
    final Admission admission = new Admission(active, passwords, new Throttle(System::nanoTime), new LiveClients());

    @SuppressWarnings("NullAway.Init")
    Conf conf;

    @SuppressWarnings("NullAway.Init")
    Shadows shadows;

    @BeforeEach
    void open() {
        conf = new Conf(folder.resolve("conf"));
        shadows = shadows(InstantSource.system());
    }

    @AfterEach
    void close() {
        shadows.close();
        passwords.close();
        telemetry.close();
    }

    Shadows shadows(InstantSource time) {
        return new Shadows(
                folder.resolve("log"),
                telemetry,
                new LogFailures() {
                    @Override
                    public void failing(String what, Throwable cause) {
                        throw new AssertionError(what, cause);
                    }

                    @Override
                    public void recovered(String what, long behind) {}
                },
                time);
    }

    /** Puts the files in force. */
    Snapshot enforce() {
        Configuration read = conf.loader().load().configuration().orElseThrow();
        Snapshot snapshot = shadows.beside(Snapshot.of(read, InstantSource.system()), read);
        active.swap(snapshot);
        return snapshot;
    }

    ConnectedClient alice() {
        return admitted(Attempts.on("tls").username("alice").clientId("alice-1"));
    }

    ConnectedClient admitted(Attempts attempts) {
        return ((Admission.Outcome.Admitted) connect(attempts)).client();
    }

    Admission.Outcome connect(Attempts attempts) {
        return RevokerCase.outcome(
                admission.begin(attempts.attempt(), Optional.of(Conf.PASSWORD.getBytes(StandardCharsets.UTF_8))));
    }

    long counted(String name) {
        return registry.counter("topicwarden.shadow." + name).getCount();
    }

    /** The records so far. */
    List<String> records() {
        shadows.close();
        Path log = folder.resolve("log/shadow.jsonl");
        try {
            return Files.exists(log) ? Files.readAllLines(log) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

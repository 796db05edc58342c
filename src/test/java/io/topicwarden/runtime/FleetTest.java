/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.conf.Configuration;
import io.topicwarden.engine.CompiledPolicy;
import io.topicwarden.policy.Settings;
import io.topicwarden.policy.StoreSettings;
import io.topicwarden.store.FixedIdentities;
import io.topicwarden.store.PolicyRevision;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which database is followed, with ones that never answer. */
final class FleetTest {

    /** Counts how often every client is to be decided again. */
    private static final class Told implements Fleet.Changes {

        final AtomicInteger identities = new AtomicInteger();

        @Override
        public void policy() {
            // not asked about here
        }

        @Override
        public void identities() {
            identities.incrementAndGet();
        }

        @Override
        public void loaded(long nanos) {
            // not asked about here
        }

        @Override
        public void loadFailed() {
            // not asked about here
        }
    }

    private static final StoreSettings.Postgres DATABASE = new StoreSettings.Postgres(
            "jdbc:postgresql://127.0.0.1:1/x?sslmode=disable",
            "broker1",
            Optional.empty(),
            10,
            Duration.ofMinutes(10),
            Duration.ofHours(1));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final Told told = new Told();

    @SuppressWarnings("NullAway.Init")
    private Configuration read;

    @BeforeEach
    void load() {
        read = new Conf(folder).loader().load().configuration().orElseThrow();
    }

    /** What it told of while its snapshot was prepared was not listened to. */
    @Test
    void enforced_anotherDatabase_everybodyIsDecidedAgain() {
        try (Fleet fleet = fleet()) {
            fleet.enforced(snapshot(new StoreSettings.Files()));
            Optional<PolicyRevision> unused = fleet.revision(DATABASE);
            fleet.enforced(snapshot(DATABASE));

            assertThat(told.identities).hasValue(1);
        }
    }

    @Test
    void enforced_theSameDatabaseAgain_nobodyIsDecidedAgain() {
        try (Fleet fleet = fleet()) {
            fleet.enforced(snapshot(new StoreSettings.Files()));
            Optional<PolicyRevision> unused = fleet.revision(DATABASE);
            fleet.enforced(snapshot(DATABASE));
            told.identities.set(0);

            fleet.enforced(snapshot(DATABASE));

            assertThat(told.identities).hasValue(0);
        }
    }

    private Fleet fleet() {
        return new Fleet(folder, folder.resolve("data"), "b1", told);
    }

    private Snapshot snapshot(StoreSettings store) {
        Settings of = read.settings();
        Settings settings = new Settings(
                of.listeners(),
                of.certificates(),
                of.throttle(),
                of.filterPartlyPermitted(),
                of.deniedPublish(),
                of.denials(),
                of.connections(),
                of.observe(),
                of.shadow(),
                store);
        return new Snapshot(
                settings,
                CompiledPolicy.of(read.policy()),
                new FixedIdentities(read.identities()),
                read.certificates(),
                read.policyHash(),
                InstantSource.system());
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.conf.Configuration;
import io.topicwarden.identity.password.PasswordVerifier;
import io.topicwarden.policy.Identity;
import io.topicwarden.policy.ReasonCode;
import io.topicwarden.policy.SourceSpan;
import io.topicwarden.policy.ThrottleSettings;
import io.topicwarden.store.FixedIdentities;
import io.topicwarden.store.IdentitySlot;
import io.topicwarden.store.IdentitySource;
import io.topicwarden.store.IdentityState;
import io.topicwarden.store.StoreUnavailableException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections whose identities must be loaded first. */
final class LoadedAdmissionTest {

    /** Nothing is at hand until it has been loaded. */
    private static final class Remote implements IdentitySource {

        final Map<String, IdentityState> database = new HashMap<>();
        final Map<String, IdentitySlot> loaded = new HashMap<>();
        final List<Set<String>> loads = new ArrayList<>();
        boolean away;
        boolean forgets;
        Runnable whileLoading = () -> {};

        @Override
        public Optional<IdentitySlot> atHand(String name) {
            return Optional.ofNullable(loaded.get(name));
        }

        @Override
        public CompletableFuture<List<IdentitySlot>> load(Set<String> names) {
            if (away) {
                return CompletableFuture.failedFuture(new StoreUnavailableException("away"));
            }
            loads.add(names);
            whileLoading.run();
            List<IdentitySlot> slots = names.stream()
                    .map(name -> new IdentitySlot(name, database.getOrDefault(name, new IdentityState.Absent()), 0))
                    .toList();
            if (!forgets) {
                slots.forEach(slot -> loaded.put(slot.name(), slot));
            }
            return CompletableFuture.completedFuture(slots);
        }

        @Override
        public int longestName() {
            return 100;
        }

        @Override
        public long size() {
            return loaded.size();
        }
    }

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final ActiveSnapshot active = new ActiveSnapshot();
    private final PasswordVerifier passwords = new PasswordVerifier(1, 16, InstantSource.system());
    private final Throttle throttle = new Throttle(System::nanoTime);
    private final Admission admission = new Admission(active, passwords, throttle, new LiveClients());
    private final Remote remote = new Remote();

    @SuppressWarnings("NullAway.Init")
    private Configuration read;

    @BeforeEach
    void load() {
        read = new Conf(folder).loader().load().configuration().orElseThrow();
        read.identities().forEach((name, one) -> remote.database.put(name, new IdentityState.Present(one)));
        active.swap(snapshot(remote));
    }

    @AfterEach
    void close() {
        passwords.close();
    }

    @Test
    void connect_identityNotAtHand_loadedAndAdmitted() {
        assertThat(decide("alice-1")).isInstanceOf(Admission.Outcome.Admitted.class);
        assertThat(remote.loads).containsExactly(Set.of("alice"));
    }

    @Test
    void connect_sourceThatKeepsNothing_decidedByWhatWasLoadedForIt() {
        remote.forgets = true;

        assertThat(decide("alice-1")).isInstanceOf(Admission.Outcome.Admitted.class);
    }

    @Test
    void connect_databaseAway_notReady() {
        remote.away = true;

        assertReason("alice-1", ReasonCode.NOT_READY);
    }

    @Test
    void connect_databaseAway_passwordIsZeroed() {
        remote.away = true;

        assertZeroed(Attempts.on("tls").username("alice").clientId("alice-1"));
    }

    @Test
    void connect_refusedOnceItsIdentityIsLoaded_passwordIsZeroed() {
        remote.database.put("alice", new IdentityState.Unusable("broken"));

        assertZeroed(Attempts.on("tls").username("alice").clientId("alice-1"));
    }

    @Test
    void connect_refusedAtOnce_passwordIsZeroed() {
        assertZeroed(Attempts.on("nowhere").username("alice").clientId("alice-1"));
    }

    @Test
    void connect_databaseAwayOnlyWhenTheLongerOwnerIsAskedFor_notReady() {
        Admission.Outcome unused = decide("alice-1");
        remote.away = true;

        assertReason("alice-b-1", ReasonCode.NOT_READY);
    }

    @Test
    void connect_clientIdOfALongerIdentityThatIsNotAtHand_refused() {
        assertReason("alice-b-1", ReasonCode.CLIENT_ID);
    }

    @Test
    void connect_identityThatCannotBeRead_notReady() {
        remote.database.put("alice", new IdentityState.Unusable("broken"));

        assertReason("alice-1", ReasonCode.NOT_READY);
    }

    /** The role that is missing could be the one that denies. */
    @Test
    void connect_identityWithARoleThatThePolicyLacks_notReady() {
        change("alice", Set.of("operator", "gone"), true);

        assertReason("alice-1", ReasonCode.NOT_READY);
    }

    @Test
    void decide_identityDisabledAndTheSnapshotPutInForceAgain_nothingIsPermitted() {
        ConnectedClient client = ((Admission.Outcome.Admitted) decide("alice-1")).client();
        assertThat(client.publish("plants/brussels/status", 1, false, 0).isAllowed())
                .isTrue();

        change("alice", Set.of("operator"), false);
        active.swap(active.current().orElseThrow().again());

        assertThat(client.publish("plants/brussels/status", 1, false, 0).isAllowed())
                .isFalse();
    }

    @Test
    void decide_identityNoLongerAtHand_nothingIsPermitted() {
        ConnectedClient client = ((Admission.Outcome.Admitted) decide("alice-1")).client();

        remote.loaded.clear();
        active.swap(active.current().orElseThrow().again());

        assertThat(client.publish("plants/brussels/status", 1, false, 0).isAllowed())
                .isFalse();
    }

    /** Names that nobody has must not become questions to the database. */
    @Test
    void connect_addressWithTooManyFailures_nothingIsLoaded() {
        ThrottleSettings limits = ThrottleSettings.USUAL;
        for (int i = 0; i < limits.address().burst(); i++) {
            assertThat(throttle.enter(
                            throttle.ofPassword(limits, Attempts.on("tls").attempt(), "name-" + i)))
                    .isEmpty();
        }

        assertReason("alice-1", ReasonCode.THROTTLED);
        assertThat(remote.loads).isEmpty();
    }

    @Test
    void connect_withoutPassword_nothingIsLoaded() {
        assertReason(
                finish(admission.begin(
                        Attempts.on("tls").username("alice").clientId("alice-1").attempt(), Optional.empty())),
                ReasonCode.CREDENTIALS_MISSING);
        assertThat(remote.loads).isEmpty();
    }

    @Test
    void connect_passwordWithoutTls_nothingIsLoaded() {
        Attempts attempt = Attempts.on("tls").username("alice").clientId("alice-1");

        assertReason(
                decide(attempt.tls(Optional.empty()), Conf.PASSWORD.getBytes(StandardCharsets.UTF_8)),
                ReasonCode.PLAINTEXT_CREDENTIALS);
        assertThat(remote.loads).isEmpty();
    }

    /** The identity that the password was compared with is another database's. */
    @Test
    void connect_anotherDatabaseInForceWhileThePasswordIsChecked_refused() {
        Remote other = new Remote();
        Admission.Step.NeedsPassword step = passwordToCheck();

        active.swap(snapshot(other));

        assertReason(finish(step), ReasonCode.BAD_CREDENTIALS);
        assertThat(other.loads).containsExactly(Set.of("alice"));
    }

    @Test
    void connect_filesInForceWhileThePasswordIsChecked_refused() {
        Admission.Step.NeedsPassword step = passwordToCheck();

        active.swap(snapshot(new FixedIdentities(Map.of())));

        assertReason(finish(step), ReasonCode.BAD_CREDENTIALS);
    }

    /** Its password is the same, and yet it is the other database that says what it may do. */
    @Test
    void connect_anotherDatabaseWithTheSamePasswordWhileItIsChecked_decidedByItsIdentity() {
        Remote other = new Remote();
        other.database.putAll(remote.database);
        Admission.Step.NeedsPassword step = passwordToCheck();
        change(other, "alice", Set.of("operator"), false);

        active.swap(snapshot(other));

        assertReason(finish(step), ReasonCode.DISABLED);
    }

    @Test
    void connect_anotherDatabaseInForceWhileTheIdentityIsLoaded_refused() {
        Remote other = new Remote();
        remote.whileLoading = () -> active.swap(snapshot(other));

        assertReason("alice-1", ReasonCode.UNKNOWN_IDENTITY);
        assertThat(other.loads).containsExactly(Set.of("alice"));
    }

    @Test
    void connect_filesInForceWhileTheIdentityIsLoaded_refused() {
        remote.whileLoading = () -> active.swap(snapshot(new FixedIdentities(Map.of())));

        assertReason("alice-1", ReasonCode.UNKNOWN_IDENTITY);
    }

    private Admission.Step.NeedsPassword passwordToCheck() {
        CompletableFuture<List<IdentitySlot>> unused = remote.load(Set.of("alice"));
        return (Admission.Step.NeedsPassword) admission.begin(
                Attempts.on("tls").username("alice").clientId("alice-1").attempt(),
                Optional.of(Conf.PASSWORD.getBytes(StandardCharsets.UTF_8)));
    }

    private Snapshot snapshot(IdentitySource source) {
        return Snapshot.of(read, source, InstantSource.system());
    }

    private void change(String name, Set<String> roles, boolean enabled) {
        change(remote, name, roles, enabled);
    }

    private static void change(Remote where, String name, Set<String> roles, boolean enabled) {
        IdentityState.Present before = (IdentityState.Present)
                where.database.getOrDefault(name, new IdentityState.Unusable("missing from the test"));
        Identity was = before.identity();
        IdentityState now = new IdentityState.Present(
                new Identity(name, was.password(), roles, was.attributes(), enabled, SourceSpan.startOf("test")));
        where.database.put(name, now);
        Optional.ofNullable(where.loaded.get(name))
                .ifPresent(slot -> assertThat(slot.update(now, 1)).isTrue());
    }

    private void assertReason(String clientId, ReasonCode reason) {
        assertReason(decide(clientId), reason);
    }

    private static void assertReason(Admission.Outcome outcome, ReasonCode reason) {
        assertThat(outcome).isInstanceOfSatisfying(Admission.Outcome.Refused.class, refused -> assertThat(
                        refused.refusal().reason())
                .as(refused.refusal().message())
                .isEqualTo(reason));
    }

    private void assertZeroed(Attempts attempt) {
        byte[] password = Conf.PASSWORD.getBytes(StandardCharsets.UTF_8);

        assertThat(decide(attempt, password)).isInstanceOf(Admission.Outcome.Refused.class);
        assertThat(password).containsOnly(0);
    }

    private Admission.Outcome decide(String clientId) {
        return decide(
                Attempts.on("tls").username("alice").clientId(clientId),
                Conf.PASSWORD.getBytes(StandardCharsets.UTF_8));
    }

    private Admission.Outcome decide(Attempts attempt, byte[] password) {
        return finish(admission.begin(attempt.attempt(), Optional.of(password)));
    }

    private static Admission.Outcome finish(Admission.Step step) {
        CompletableFuture<Admission.Outcome> answer = new CompletableFuture<>();
        if (step instanceof Admission.Step.Decided decided) {
            answer.complete(decided.outcome());
        } else if (step instanceof Admission.Step.NeedsPassword needs) {
            needs.check().run(answer::complete);
        } else if (step instanceof Admission.Step.NeedsIdentities needs) {
            needs.load().run(answer::complete);
        }
        return answer.orTimeout(30, TimeUnit.SECONDS).join();
    }
}

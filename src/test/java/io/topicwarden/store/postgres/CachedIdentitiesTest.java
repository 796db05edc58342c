/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.topicwarden.policy.Identity;
import io.topicwarden.policy.SourceSpan;
import io.topicwarden.policy.StoreSettings;
import io.topicwarden.store.IdentitySlot;
import io.topicwarden.store.IdentityState;
import io.topicwarden.store.StoreUnavailableException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CachedIdentitiesTest {

    /** A reader that answers when the test says so. */
    private static final class Answers implements IdentityReader {

        final BlockingQueue<Collection<String>> asked = new LinkedBlockingQueue<>();
        final BlockingQueue<Boolean> answers = new LinkedBlockingQueue<>();

        @Override
        public Map<String, IdentityState> read(Collection<String> names) throws StoreUnavailableException {
            asked.add(List.copyOf(names));
            try {
                if (!Boolean.TRUE.equals(answers.poll(SECONDS, TimeUnit.SECONDS))) {
                    throw new StoreUnavailableException("away");
                }
            } catch (InterruptedException e) {
                throw new StoreUnavailableException("closed", e);
            }
            Map<String, IdentityState> states = new HashMap<>();
            names.forEach(name -> states.put(name, known(name)));
            return states;
        }
    }

    private static final long SECONDS = 10;

    private final Answers database = new Answers();
    private final AtomicLong now = new AtomicLong();
    private final CachedIdentities identities = new CachedIdentities(
            new StoreSettings.Postgres("", "", Optional.empty(), 10, Duration.ofMinutes(10), Duration.ofHours(1)),
            database,
            new LoadTimes() {
                @Override
                public void loaded(long nanos) {
                    // told of elsewhere
                }

                @Override
                public void failed() {
                    // likewise
                }
            },
            now::get);

    @AfterEach
    void close() {
        identities.close();
    }

    @Test
    void load_beforeAnyChangeIsFollowed_fails() {
        assertThatThrownBy(() -> identities.load(Set.of("a")).get(SECONDS, TimeUnit.SECONDS))
                .hasCauseInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void load_ofOneNameByMany_readOnce() throws Exception {
        identities.synced(0);
        CompletableFuture<List<IdentitySlot>> first = identities.load(Set.of("a"));
        assertThat(database.asked.poll(SECONDS, TimeUnit.SECONDS)).containsExactly("a");
        CompletableFuture<List<IdentitySlot>> second = identities.load(Set.of("a"));
        database.answers.add(true);

        assertThat(second.get(SECONDS, TimeUnit.SECONDS)).isEqualTo(first.get(SECONDS, TimeUnit.SECONDS));
        assertThat(database.asked).isEmpty();
    }

    @Test
    void load_nameThatChangesMeanwhile_isReadAgain() throws Exception {
        identities.synced(0);
        CompletableFuture<List<IdentitySlot>> load = identities.load(Set.of("a"));
        assertThat(database.asked.poll(SECONDS, TimeUnit.SECONDS)).containsExactly("a");
        assertThat(identities.refresh(Set.of("a"))).isFalse();
        database.answers.add(true);

        assertThat(database.asked.poll(SECONDS, TimeUnit.SECONDS)).containsExactly("a");
        assertThat(load).isNotDone();
        database.answers.add(true);
        assertThat(load.get(SECONDS, TimeUnit.SECONDS)).hasSize(1);
    }

    @Test
    void load_databaseAway_failsAndNothingIsAtHand() {
        identities.synced(0);
        database.answers.add(false);

        assertThatThrownBy(() -> identities.load(Set.of("a")).get(SECONDS, TimeUnit.SECONDS))
                .hasCauseInstanceOf(StoreUnavailableException.class);
        assertThat(identities.atHand("a")).isEmpty();
    }

    @Test
    void refreshAhead_beforeThreeQuartersOfExpireAfter_readsNothing() throws Exception {
        identities.synced(0);
        database.answers.add(true);
        List<IdentitySlot> held = identities.load(Set.of("a")).get(SECONDS, TimeUnit.SECONDS);
        database.asked.clear();

        now.set(Duration.ofSeconds(450).toNanos());
        assertThat(identities.refreshAhead()).isFalse();
        assertThat(database.asked).isEmpty();
        now.set(Duration.ofSeconds(451).toNanos());
        database.answers.add(true);
        assertThat(identities.refreshAhead()).isFalse();
        assertThat(database.asked).containsExactly(List.of("a"));
        assertThat(held.get(0).readAt()).isEqualTo(now.get());
    }

    /** One client's identifier can stand for a thousand names; those who ask for one name each must not wait for them. */
    @Test
    void load_ofManyNamesWhileManyWait_failsAtOnceAndOfOneDoesNot() {
        identities.synced(0);
        for (int client = 0; client < 20; client++) {
            CompletableFuture<List<IdentitySlot>> unused = identities.load(names(client));
        }

        assertThat(identities.load(names(20))).isCompletedExceptionally();
        assertThat(identities.load(Set.of("a"))).isNotDone();
    }

    /** Else a change that is found at that moment would be passed over. */
    @Test
    void concerns_whileANameIsReadAndAfterwards_atEveryMoment() {
        identities.synced(0);
        for (int i = 0; i < 5_000; i++) {
            String name = "n" + i;
            CompletableFuture<List<IdentitySlot>> load = identities.load(Set.of(name));
            database.answers.add(true);
            boolean concerned = true;
            boolean done = false;
            while (!done) {
                done = load.isDone();
                concerned &= identities.concerns(name);
            }
            assertThat(concerned).isTrue();
            assertThat(load.join()).hasSize(1); // and so held until here
        }
        assertThat(identities.concerns("nobody")).isFalse();
    }

    @Test
    void atHand_untilServeStaleForHasPassed() throws Exception {
        identities.synced(0);
        database.answers.add(true);
        List<IdentitySlot> held = identities.load(Set.of("a")).get(SECONDS, TimeUnit.SECONDS);
        identities.lost();

        now.set(Duration.ofHours(1).toNanos() - 1);
        assertThat(identities.atHand("a")).contains(held.get(0));
        assertThat(identities.staleServed()).isEqualTo(1);
        now.set(Duration.ofHours(1).toNanos());
        assertThat(identities.atHand("a")).isEmpty();
    }

    private static Set<String> names(int client) {
        return IntStream.range(0, 600).mapToObj(i -> client + "-" + i).collect(Collectors.toSet());
    }

    private static IdentityState known(String name) {
        return new IdentityState.Present(
                new Identity(name, Optional.empty(), Set.of(), Map.of(), true, SourceSpan.startOf("test")));
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.store.postgres;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.topicwarden.policy.StoreSettings;
import io.topicwarden.store.IdentitySlot;
import io.topicwarden.store.IdentitySource;
import io.topicwarden.store.IdentityState;
import io.topicwarden.store.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** Identities in memory, read from the database when they are first asked for and kept up to date from then on. */
final class CachedIdentities implements IdentitySource, AutoCloseable {

    /*
     * Three maps. `recent` holds who was asked for lately, `absent` names that nobody goes by, each bounded, so that a flood
     * of made-up names drives out no real one. `held` finds a slot for as long as anybody has it: one of these two, a
     * CONNECT on its way, or a connected client; it holds weakly, and so never has to be told who left.
     *
     * A slot is current as long as the change feed is: the feed updates every slot in `held`, and a reading that was under
     * way while its name changed is repeated. So age alone makes no slot wrong; it is the feed's silence that does, for
     * longer than `serve-stale-for`, and then nothing is at hand any more.
     */
    private static final int SMALLEST_BATCH = 500;

    /**
     * More names than this at once are read only while the queue has room: a client chooses how many there are by its client
     * identifier, and must not take the places of those that ask for one name each.
     */
    private static final int FEW = 16;

    private final Cache<String, IdentitySlot> held =
            Caffeine.newBuilder().weakValues().build();
    private final Cache<String, IdentitySlot> recent;
    private final Cache<String, IdentitySlot> absent;
    private final StoreSettings.Postgres settings;
    private final IdentityReader reader;
    private final LoadQueue queue;
    private final LongSupplier nanos;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder stale = new LongAdder();
    private volatile OptionalLong syncedAt = OptionalLong.empty();
    private volatile boolean following;

    /** @param times is told how long each name took to be read, and of those that could not be */
    CachedIdentities(StoreSettings.Postgres settings, IdentityReader reader, LoadTimes times, LongSupplier nanos) {
        this.settings = settings;
        this.reader = reader;
        this.nanos = nanos;
        this.recent = Caffeine.newBuilder()
                .maximumSize(settings.identities())
                .expireAfterAccess(settings.serveStaleFor())
                .ticker(nanos::getAsLong)
                .executor(Runnable::run)
                .build();
        this.absent = Caffeine.newBuilder()
                .maximumSize(Math.max(1_000, settings.identities() / 10))
                .expireAfterWrite(settings.expireAfter())
                .ticker(nanos::getAsLong)
                .executor(Runnable::run)
                .build();
        this.queue = new LoadQueue(reader, this::keep, times, nanos);
    }

    @Override
    public Optional<IdentitySlot> atHand(String name) {
        Optional<IdentitySlot> slot = isTrusted() ? Optional.ofNullable(held.getIfPresent(name)) : Optional.empty();
        slot.ifPresentOrElse(found -> hit(name), misses::increment);
        return slot;
    }

    @Override
    public CompletableFuture<List<IdentitySlot>> load(Set<String> names) {
        if (!isTrusted()) {
            return CompletableFuture.failedFuture(
                    new StoreUnavailableException("there is no connection to the database"));
        }
        if (names.size() > FEW && queue.isBusy()) {
            return CompletableFuture.failedFuture(
                    new StoreUnavailableException("too many identities are waiting to be read"));
        }
        List<CompletableFuture<IdentitySlot>> answers =
                names.stream().map(queue::load).toList();
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(done -> answers.stream().map(CompletableFuture::join).toList());
    }

    @Override
    public int longestName() {
        return IdentityRows.LONGEST_NAME;
    }

    @Override
    public long size() {
        return recent.estimatedSize();
    }

    /** The names that somebody holds. */
    Set<String> heldNames() {
        return Set.copyOf(held.asMap().keySet());
    }

    /** Reads names before anybody asks for them; they are kept while the result is held. */
    List<IdentitySlot> readAhead(Collection<String> names) throws StoreUnavailableException {
        List<IdentitySlot> slots = new ArrayList<>();
        for (List<String> batch : batches(List.copyOf(names))) {
            reader.read(batch).forEach((name, state) -> slots.add(keep(name, state)));
        }
        return slots;
    }

    /** Whether what is in memory still counts: all changes were seen less than {@code serve-stale-for} ago. */
    boolean isTrusted() {
        OptionalLong last = syncedAt;
        return last.isPresent()
                && nanos.getAsLong() - last.getAsLong()
                        < settings.serveStaleFor().toNanos();
    }

    /** Notes that all changes up to this instant of {@code nanos} are known. */
    void synced(long at) {
        syncedAt = OptionalLong.of(at);
        following = true;
    }

    /** Notes that changes may go unseen from now on. */
    void lost() {
        following = false;
    }

    /** Reads anew what the database says of these names, as far as anybody holds them; whether that changed anything. */
    boolean refresh(Collection<String> names) throws StoreUnavailableException {
        names.forEach(queue::outdate);
        List<String> wanted =
                names.stream().filter(name -> held.getIfPresent(name) != null).toList();
        boolean changed = false;
        for (List<String> batch : batches(wanted)) {
            for (Map.Entry<String, IdentityState> read : reader.read(batch).entrySet()) {
                changed |= update(read.getKey(), read.getValue());
            }
        }
        return changed;
    }

    /** Does so for everybody, when changes may have been missed. */
    boolean refreshAll() throws StoreUnavailableException {
        queue.outdateAll();
        return refresh(List.copyOf(held.asMap().keySet()));
    }

    /**
     * Does so for those whose age nears {@code expire-after}, before anybody has to wait for them: from three quarters of it
     * on, so many at a time that all have their turn within the last quarter.
     */
    boolean refreshAhead() throws StoreUnavailableException {
        Duration quarter = settings.expireAfter().dividedBy(4);
        long limit = settings.expireAfter().minus(quarter).toNanos();
        long most = Math.max(SMALLEST_BATCH, held.estimatedSize() / Math.max(1, quarter.toSeconds()));
        long now = nanos.getAsLong();
        List<String> aged = new ArrayList<>();
        for (IdentitySlot slot : held.asMap().values()) {
            if (now - slot.readAt() > limit && aged.size() < most) {
                aged.add(slot.name());
            }
        }
        return refresh(aged);
    }

    /** Whether anybody holds this name, or is about to. */
    boolean concerns(String name) {
        // in this order: who leaves the queue is held from then on, under its lock; the other order could miss both
        return queue.holds(name) || held.getIfPresent(name) != null;
    }

    long hits() {
        return hits.sum();
    }

    long misses() {
        return misses.sum();
    }

    /** How often an answer was given that could not be confirmed, for want of the database. */
    long staleServed() {
        return stale.sum();
    }

    private static List<List<String>> batches(List<String> names) {
        List<List<String>> batches = new ArrayList<>();
        for (int from = 0; from < names.size(); from += SMALLEST_BATCH) {
            batches.add(names.subList(from, Math.min(from + SMALLEST_BATCH, names.size())));
        }
        return batches;
    }

    private void hit(String name) {
        hits.increment();
        if (!following) {
            stale.increment();
        }
        Object unused = recent.getIfPresent(name);
    }

    private boolean update(String name, IdentityState state) {
        IdentitySlot slot = held.getIfPresent(name);
        if (slot == null) {
            return false;
        }
        boolean changed = slot.update(state, nanos.getAsLong());
        if (changed) {
            remember(slot); // else it stays where it is, as long as it would have: nobody has asked for it
        }
        return changed;
    }

    private IdentitySlot keep(String name, IdentityState state) {
        long now = nanos.getAsLong();
        IdentitySlot slot = held.get(name, missing -> new IdentitySlot(name, state, now));
        remember(slot);
        return slot;
    }

    private void remember(IdentitySlot slot) {
        if (slot.state() instanceof IdentityState.Present) {
            absent.invalidate(slot.name());
            recent.put(slot.name(), slot);
        } else {
            recent.invalidate(slot.name());
            absent.put(slot.name(), slot);
        }
    }

    @Override
    public void close() {
        queue.close();
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.store.postgres;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.topicwarden.policy.StoreSettings;
import io.topicwarden.store.IdentitySlot;
import io.topicwarden.store.IdentitySource;
import io.topicwarden.store.IdentityState;
import io.topicwarden.store.StoreUnavailableException;
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

    CachedIdentities(StoreSettings.Postgres settings, IdentityReader reader, LongSupplier nanos) {
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
        this.queue = new LoadQueue(reader, this::keep);
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
        for (int from = 0; from < wanted.size(); from += SMALLEST_BATCH) {
            List<String> batch = wanted.subList(from, Math.min(from + SMALLEST_BATCH, wanted.size()));
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

    /** Does so for those read longest ago, if that is longer than {@code expire-after}. */
    boolean refreshAged() throws StoreUnavailableException {
        long limit = settings.expireAfter().toNanos();
        long now = nanos.getAsLong();
        List<String> aged = new ArrayList<>();
        for (IdentitySlot slot : held.asMap().values()) {
            if (now - slot.readAt() > limit && aged.size() < SMALLEST_BATCH) {
                aged.add(slot.name());
            }
        }
        return refresh(aged);
    }

    /** Whether anybody holds this name, or is about to. */
    boolean concerns(String name) {
        return held.getIfPresent(name) != null || queue.holds(name);
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
        remember(slot);
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

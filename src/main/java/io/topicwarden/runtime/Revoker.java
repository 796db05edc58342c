/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import io.topicwarden.policy.Block;
import io.topicwarden.policy.TimeWindow;
import io.topicwarden.runtime.PacketGates.Traffic;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a snapshot in force for clients that are connected already, and takes from them what it no longer permits. */
final class Revoker implements AutoCloseable {

    /*
     * 1. From now on, who connects has its deliveries decided, and its will by the coming snapshot too.
     * 2. Every connected client that the snapshot could take something from has its deliveries decided as well.
     * 3. The broker publishes wills without asking. So where the snapshot forbids one, its connection is ended now, or, if
     *    its client is gone, the will is taken back.
     *    So is the connection of a member of a group that may no longer be connected: what it is handed from then on, and may
     *    not have, would be lost to the others.
     * 4. The snapshot is swapped in: from this moment nothing is accepted or delivered that it forbids.
     * 5. Each of the clients of 1 and 2 is looked at: its connection ended, or its subscriptions taken, or neither.
     * 6. A second later they are looked at again, since a SUBSCRIBE can have been decided before the swap and stored after
     *    the first look.
     *
     * A gate that was raised stays up until the client leaves. Nobody can tell when it could be lowered: messages of a
     * subscription that is gone can still be queued, also of one that the client gave up itself, and a SUBSCRIBE of very
     * many filters is stored long after it was decided.
     */
    private static final Logger LOG = LoggerFactory.getLogger(Revoker.class);

    private final ActiveSnapshot active;
    private final LiveClients live;
    private final Refusals refusals;
    private final InstantSource time;
    private final Sweep sweep;
    private final Rounds rounds;
    private final StoredSessions stored;
    private final DelayedWills wills;
    private Set<TimeWindow> openWindows = Set.of();
    private final Queue<ConnectedClient> newcomers = new ConcurrentLinkedQueue<>();
    private Set<Block> blocksInForce = Set.of();
    private Instant lastRecheck = Instant.EPOCH;

    Revoker(
            ActiveSnapshot active,
            LiveClients live,
            Refusals refusals,
            Telemetry telemetry,
            BrokerSessions sessions,
            SessionOwners owners,
            InstantSource time) {
        this.active = active;
        this.live = live;
        this.refusals = refusals;
        this.time = time;
        this.sweep = new Sweep(sessions, live, refusals);
        this.rounds = new Rounds(live, telemetry);
        this.stored = new StoredSessions(active, live, sessions, owners, sweep);
        this.wills = new DelayedWills(sessions, refusals, new SteadyTime());
    }

    /** Begins to watch the clock: certificates expire and windows of time close without any file changing. */
    void start() {
        rounds.everySecond(this::tick);
        wills.start();
    }

    /** How many clients are still to be looked at. */
    long pending() {
        return rounds.pending();
    }

    /** Swaps a snapshot in and begins to take away what it forbids. */
    void enforce(Snapshot next) {
        boolean milder = next.hasMilderDeniedPublish();
        live.coming(Optional.of(next));
        Plan plan;
        try {
            plan = Plan.of(live.all(), next);
            prepare(plan, next, milder);
            active.swap(next);
        } finally {
            live.coming(Optional.empty());
        }
        wills.judgeAll(); // those that were left meanwhile too
        Stream<ConnectedClient> meanwhile = live.all().stream().filter(client -> !plan.covers(client));
        List<ConnectedClient> concerned =
                Stream.concat(plan.concerned(), meanwhile).toList();
        live.all().forEach(client -> guardPublishes(client, milder));
        rounds.begin(sweep, concerned);
        rounds.later(() -> live.all().forEach(this::catchUp));
    }

    /** What must be so before the snapshot is in force. */
    private void prepare(Plan plan, Snapshot next, boolean milder) {
        if (milder) {
            plan.prospects().keySet().forEach(client -> client.raise(Traffic.PUBLISHES));
        }
        plan.gated().forEach(client -> client.raise(Traffic.DELIVERIES));
        List<BrokerCall> calls = new ArrayList<>(wills.takenBackBy(next));
        plan.endings().forEach(ending -> calls.add(sweep.ending(ending.client(), ending.ending(), next)));
        insist(calls);
    }

    private static void insist(List<BrokerCall> endings) {
        int refused = BrokerCall.insist(endings).size();
        if (refused > 0) {
            LOG.warn("{} wills that the new policy forbids could not be stopped before it came in force", refused);
        }
    }

    private void catchUp(ConnectedClient client) {
        client.catchUp();
        if (client.dependsOnTime()) {
            client.raise(Traffic.DELIVERIES);
        }
    }

    /**
     * Notes an admitted client. If another snapshot came in force while it was being admitted, it is looked at like all the
     * others.
     */
    void admitted(ConnectedClient client) {
        live.add(client);
        if (active.current()
                .filter(snapshot -> !snapshot.temporaryBlocks().isEmpty())
                .isPresent()) {
            newcomers.add(client);
        }
        guardPublishes(
                client, active.current().map(Snapshot::hasMilderDeniedPublish).orElse(true));
        if (!client.isUpToDate()) {
            client.raise(Traffic.DELIVERIES);
            rounds.begin(sweep, List.of(client));
        }
        if (client.dependsOnTime()) {
            client.raise(Traffic.DELIVERIES); // a window that closes must hold from that moment on
        }
    }

    /**
     * Notes that a client's connection is about to stand.
     *
     * @return whether it may: its will can have become forbidden since it was decided
     */
    boolean mayStand(ConnectedClient client) {
        wills.back(client.client().clientId());
        Optional<Revocation.Connection> ending = client.ending()
                .or(() -> live.coming().flatMap(next -> client.prospect(next).ending()));
        if (ending.isPresent() && client.markRevoked()) {
            String unused = refusals.revokedConnection(client, ending.get(), refusals.policyHash());
        }
        return ending.isEmpty();
    }

    /** Decides a resumed session before its client is told that it is connected. */
    CompletableFuture<Optional<Refusal>> resume(ConnectedClient client, boolean persists) {
        return stored.resume(client, persists);
    }

    /** Notes that a client begins a session anew. */
    void begins(ConnectedClient client, boolean persists) {
        stored.begins(client, persists);
    }

    /**
     * Notes that a client is gone.
     *
     * @param willing whether the broker publishes its will
     */
    void ended(ConnectedClient client, boolean willing) {
        stored.ended(client);
        if (willing) {
            wills.left(client);
        }
    }

    /** Looks at the clock, which can have been set. */
    void tick() {
        Instant now = time.instant();
        Set<TimeWindow> open = active.current().map(Snapshot::timeWindows).orElse(Set.of()).stream()
                .filter(window -> window.contains(now))
                .collect(Collectors.toUnmodifiableSet());
        boolean windowsChanged = !open.equals(openWindows); // one that opens can be a deny's
        openWindows = open;
        Predicate<ConnectedClient> isBlockedAgain = blockedAgain(now);
        boolean recheck =
                lastRecheck.plusSeconds(60).isBefore(now) || now.isBefore(lastRecheck); // or the clock was set back
        lastRecheck = recheck ? now : lastRecheck;
        Predicate<ConnectedClient> isDue = client -> isBlockedAgain.test(client)
                || isCertificateDue(client, now, recheck)
                || (windowsChanged && client.dependsOnTime()); // last, since the others decide a client anew
        List<ConnectedClient> due = live.all().stream().filter(isDue).toList();
        due.forEach(client -> client.raise(Traffic.DELIVERIES));
        wills.clients().filter(isDue).forEach(wills::judge);
        rounds.begin(sweep, due);
    }

    /**
     * Whom a clock that was set back to before the end of a block concerns. Who was admitted since the last look is looked at by
     * itself: the clock can have been set ahead and back in between.
     */
    private Predicate<ConnectedClient> blockedAgain(Instant now) {
        Set<ConnectedClient> fresh = new HashSet<>();
        for (ConnectedClient client = newcomers.poll(); client != null; client = newcomers.poll()) {
            fresh.add(client);
        }
        Set<Block> inForce = active.current().stream()
                .flatMap(snapshot -> snapshot.temporaryBlocks().stream())
                .filter(block -> block.isInForce(now))
                .collect(Collectors.toUnmodifiableSet());
        boolean more = !blocksInForce.containsAll(inForce);
        blocksInForce = inForce;
        return client -> (more || fresh.contains(client)) && client.isEndedByTime();
    }

    /** Whether its certificate no longer holds: expired, or for want of a current list, which is asked now and then. */
    private static boolean isCertificateDue(ConnectedClient client, Instant now, boolean recheck) {
        Optional<Instant> until = client.certifiedUntil();
        boolean asked = until.isPresent() && (recheck || !now.isBefore(until.get()));
        return asked && client.isEndedByTime();
    }

    private static void guardPublishes(ConnectedClient client, boolean milder) {
        if (milder) {
            client.raise(Traffic.PUBLISHES);
        } else {
            client.lower(Traffic.PUBLISHES);
        }
    }

    @Override
    public void close() {
        rounds.close();
        wills.close();
    }
}

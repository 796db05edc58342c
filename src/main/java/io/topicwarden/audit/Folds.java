/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import io.topicwarden.policy.ReasonCode;
import io.topicwarden.policy.RuleReference;
import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;

/** The refusals of the last second by kind, so that repeats of one become one line. For all threads. */
final class Folds implements LineSource {

    /*
     * The first refusal of a kind opens a fold and is a line at once. Within the fold the first of each topic (at CONNECT:
     * user name) is a line too, up to DETAILS of them, and its repeats are counted for one more line, written when the
     * second is over. Topics beyond DETAILS share one such line. A client therefore causes at most 2 * DETAILS + 1 lines
     * a second for each action, reason and rule, however fast it is. Without memory for any of it: Overflow.
     *
     * Whoever is refused at CONNECT can take another client identifier each time. So of one address and reason the first
     * STRANGERS identifiers of a second have folds of their own, and the rest share one line.
     */
    static final int DETAILS = 16;

    static final int STRANGERS = 100;

    private static final byte[] NOTHING = {};
    private static final long FOLD_BYTES = 256;
    private static final long DETAIL_BYTES = 96;

    private final ConcurrentMap<Kind, Fold> open = new ConcurrentHashMap<>();
    private final Queue<Fold> byAge = new ConcurrentLinkedQueue<>();
    private final Backlog backlog;
    private final Overflow overflow;
    private final EventIds ids;
    private final InstantSource time;

    Folds(Backlog backlog, Overflow overflow, EventIds ids, InstantSource time) {
        this.backlog = backlog;
        this.overflow = overflow;
        this.ids = ids;
        this.time = time;
    }

    /** Counts a denial and names the line that it stands in, or will. */
    String add(Denial denial) {
        Kind kind = Kind.of(denial);
        while (true) {
            Optional<Fold> fold = find(kind).or(() -> isStranger(denial) ? beginStranger(kind) : begin(kind));
            if (fold.isEmpty()) {
                return overflow(denial);
            }
            Optional<String> id = fold.get().add(denial);
            if (id.isPresent()) {
                return id.get();
            }
        }
    }

    @Override
    public void collect(Instant now, boolean all, Consumer<Line> out) {
        int atMost = all ? byAge.size() : Integer.MAX_VALUE;
        for (int taken = 0; taken < atMost; taken++) {
            Fold oldest = byAge.peek();
            if (oldest == null || !(all || oldest.window.isOver(now))) {
                return;
            }
            if (byAge.remove(oldest)) {
                open.remove(oldest.kind, oldest);
                oldest.close(out);
            }
        }
    }

    @Override
    public boolean isEmpty() {
        return byAge.isEmpty();
    }

    private Optional<Fold> find(Kind kind) {
        return Optional.ofNullable(open.get(kind));
    }

    private static boolean isStranger(Denial denial) {
        return denial.action() == EventAction.CONNECT
                && denial.peer().identity().isEmpty();
    }

    /** A fold of its own, or the one that those beyond the bound share. */
    private Optional<Fold> beginStranger(Kind kind) {
        Optional<Fold> crowd = find(kind.ofAll()).or(() -> begin(kind.ofAll()));
        return crowd.isPresent() && crowd.get().admitsOne() ? begin(kind) : crowd;
    }

    private Optional<Fold> begin(Kind kind) {
        if (!backlog.reserve(kind.weight())) {
            return Optional.empty();
        }
        Fold fresh = new Fold(kind, new Window(time.instant()));
        Fold other = open.putIfAbsent(kind, fresh);
        if (other != null) {
            backlog.release(kind.weight());
            return Optional.of(other);
        }
        byAge.add(fresh);
        return Optional.of(fresh);
    }

    private String overflow(Denial denial) {
        return overflow.add(DenialKind.of(denial), denial.at());
    }

    /** What repeats have in common. The address is part of it, for who guesses passwords shares the client identifier. */
    private record Kind(
            boolean all,
            String clientId,
            Optional<String> identity,
            Optional<InetAddress> address,
            EventAction action,
            ReasonCode reason,
            Optional<RuleReference> rule) {

        static Kind of(Denial denial) {
            Peer peer = denial.peer();
            return new Kind(
                    false,
                    peer.clientId(),
                    peer.identity(),
                    peer.address(),
                    denial.action(),
                    denial.reason(),
                    denial.rule());
        }

        /** The same of all client identifiers. */
        Kind ofAll() {
            return new Kind(true, "", identity, address, action, reason, rule);
        }

        long weight() {
            return FOLD_BYTES
                    + 2L * (clientId.length() + identity.map(String::length).orElse(0));
        }
    }

    /** The refusals of one kind within one window; guarded by itself. */
    private final class Fold {
        private final Kind kind;
        private final Window window;
        private final Map<String, Repeats> byDetail = new HashMap<>(2); // mostly there is one
        private Optional<Repeats> others = Optional.empty();
        private long weight;
        private int admitted;
        private boolean closed;

        Fold(Kind kind, Window window) {
            this.kind = kind;
            this.window = window;
            this.weight = kind.weight();
        }

        /** Counts a denial, unless the fold is closed already. */
        synchronized Optional<String> add(Denial denial) {
            if (closed) {
                return Optional.empty();
            }
            if (kind.all()) {
                return Optional.of(others().add(denial));
            }
            String detail = detailOf(denial);
            Repeats repeats = byDetail.get(detail);
            if (repeats != null) {
                return Optional.of(repeats.add(denial));
            }
            return Optional.of(byDetail.size() < DETAILS ? first(detail, denial) : others().add(denial));
        }

        /** Whether one more client identifier gets a fold of its own. */
        synchronized boolean admitsOne() {
            return !closed && ++admitted <= STRANGERS;
        }

        synchronized void close(Consumer<Line> out) {
            closed = true;
            byDetail.values().forEach(repeats -> repeats.close(out));
            others.ifPresent(repeats -> repeats.close(out));
            backlog.release(weight);
        }

        private Repeats others() {
            Repeats repeats = others.orElseGet(
                    () -> new Repeats(kind.all() ? DenialFormat::membersOfClients : DenialFormat::membersOfSeveral));
            others = Optional.of(repeats);
            return repeats;
        }

        private String first(String detail, Denial denial) {
            String id = ids.next();
            long more = DETAIL_BYTES + 2L * detail.length();
            if (!backlog.reserve(more)) {
                return overflow(denial);
            }
            weight += more;
            byDetail.put(detail, new Repeats(DenialFormat::members));
            return backlog.offer(DenialFormat.members(denial, id)) ? id : overflow(denial);
        }

        private static String detailOf(Denial denial) {
            return denial.request()
                    .map(Request::topic)
                    .or(denial.peer()::username)
                    .orElse("");
        }
    }

    /** Refusals that are counted for one later line; guarded by their fold. */
    private final class Repeats {
        private final Format format;
        private String id = "";
        private byte[] members = NOTHING;
        private Instant last = Instant.EPOCH;
        private long count;

        Repeats(Format format) {
            this.format = format;
        }

        String add(Denial denial) {
            if (count == 0 && !begin(denial)) {
                return overflow(denial);
            }
            last = denial.at();
            count++;
            return id;
        }

        void close(Consumer<Line> out) {
            if (count > 0) {
                out.accept(Line.folded(members, count, last));
            }
        }

        private boolean begin(Denial denial) {
            id = ids.next();
            byte[] bytes = format.members(denial, id);
            if (!backlog.reserve(Line.weightOf(bytes))) {
                return false;
            }
            members = bytes;
            return true;
        }
    }

    private interface Format {
        byte[] members(Denial denial, String id);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

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

/** The events of the last second by kind, so that repeats of one become one line. For all threads. */
final class Folds implements LineSource {

    /*
     * The first event of a kind opens a fold and is a line at once. Within the fold the first of each topic (at CONNECT:
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
    private static final long DETAIL_BYTES = 96;

    private final ConcurrentMap<Repeatable.Kind, Fold> open = new ConcurrentHashMap<>();
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

    /** Counts an event and names the line that it stands in, or will. */
    String add(Repeatable event) {
        Repeatable.Kind kind = event.kind();
        while (true) {
            Optional<Fold> fold = find(kind).or(() -> begin(event));
            if (fold.isEmpty()) {
                return overflow(event);
            }
            Optional<String> id = fold.get().add(event);
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

    private Optional<Fold> find(Repeatable.Kind kind) {
        return Optional.ofNullable(open.get(kind));
    }

    private Optional<Fold> begin(Repeatable event) {
        return event.crowd().map(crowd -> beginStranger(event.kind(), crowd)).orElseGet(() -> begin(event.kind()));
    }

    /** A fold of its own, or the one that those beyond the bound share. */
    private Optional<Fold> beginStranger(Repeatable.Kind kind, Repeatable.Kind ofAll) {
        Optional<Fold> crowd = find(ofAll).or(() -> begin(ofAll));
        return crowd.isPresent() && crowd.get().admitsOne() ? begin(kind) : crowd;
    }

    private Optional<Fold> begin(Repeatable.Kind kind) {
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

    private String overflow(Repeatable event) {
        return overflow.add(event.leastKnown(), event.at());
    }

    /** The events of one kind within one window; guarded by itself. */
    private final class Fold {
        private final Repeatable.Kind kind;
        private final Window window;
        private final Map<String, Repeats> byDetail = new HashMap<>(2); // mostly there is one
        private Optional<Repeats> others = Optional.empty();
        private long weight;
        private int admitted;
        private boolean closed;

        Fold(Repeatable.Kind kind, Window window) {
            this.kind = kind;
            this.window = window;
            this.weight = kind.weight();
        }

        /** Counts an event, unless the fold is closed already. */
        synchronized Optional<String> add(Repeatable event) {
            if (closed) {
                return Optional.empty();
            }
            if (kind.isCrowd()) {
                return Optional.of(others().add(event));
            }
            String detail = event.detail();
            Repeats repeats = byDetail.get(detail);
            if (repeats != null) {
                return Optional.of(repeats.add(event));
            }
            return Optional.of(byDetail.size() < DETAILS ? first(detail, event) : others().add(event));
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
                    () -> new Repeats(kind.isCrowd() ? Repeatable::membersOfCrowd : Repeatable::membersOfSeveral));
            others = Optional.of(repeats);
            return repeats;
        }

        private String first(String detail, Repeatable event) {
            String id = ids.next();
            long more = DETAIL_BYTES + 2L * detail.length();
            if (!backlog.reserve(more)) {
                return overflow(event);
            }
            weight += more;
            byDetail.put(detail, new Repeats(Repeatable::members));
            return backlog.offer(event.members(id)) ? id : overflow(event);
        }
    }

    /** Events that are counted for one later line; guarded by their fold. */
    private final class Repeats {
        private final Format format;
        private String id = "";
        private byte[] members = NOTHING;
        private Instant last = Instant.EPOCH;
        private long count;

        Repeats(Format format) {
            this.format = format;
        }

        String add(Repeatable event) {
            if (count == 0 && !begin(event)) {
                return overflow(event);
            }
            last = event.at();
            count++;
            return id;
        }

        void close(Consumer<Line> out) {
            if (count > 0) {
                out.accept(Line.folded(members, count, last));
            }
        }

        private boolean begin(Repeatable event) {
            id = ids.next();
            byte[] bytes = format.members(event, id);
            if (!backlog.reserve(Line.weightOf(bytes))) {
                return false;
            }
            members = bytes;
            return true;
        }
    }

    private interface Format {
        byte[] members(Repeatable event, String id);
    }
}

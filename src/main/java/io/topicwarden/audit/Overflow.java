/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Where events are counted when the memory for lines is full: by kind only, of which there are few, so that none is
 * dropped and nobody waits. For all threads.
 */
final class Overflow implements LineSource {

    /** A kind of event: equal ones are counted together. */
    interface Kind {
        /** The members of a line for events of this kind, of which nothing else is known. */
        byte[] members(String id, Instant first);
    }

    private final Map<Kind, Slot> slots;
    private final EventIds ids;
    private final InstantSource time;

    /** @param kinds all that there are */
    Overflow(Collection<? extends Kind> kinds, EventIds ids, InstantSource time) {
        this.slots = kinds.stream().collect(Collectors.toUnmodifiableMap(Function.identity(), kind -> new Slot()));
        this.ids = ids;
        this.time = time;
    }

    /** Counts an event and names the line that it will stand in. */
    String add(Kind kind, Instant at) {
        Slot slot = Objects.requireNonNull(slots.get(kind));
        synchronized (slot) {
            if (slot.count == 0) {
                slot.id = ids.next();
                slot.first = at;
                slot.window = new Window(time.instant());
            }
            slot.last = at;
            slot.count++;
            return slot.id;
        }
    }

    @Override
    public void collect(Instant now, boolean all, Consumer<Line> out) {
        slots.forEach((kind, slot) -> take(kind, slot, now, all).ifPresent(out));
    }

    @Override
    public boolean isEmpty() {
        for (Slot slot : slots.values()) {
            synchronized (slot) {
                if (slot.count > 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private static Optional<Line> take(Kind kind, Slot slot, Instant now, boolean all) {
        synchronized (slot) {
            if (slot.count == 0 || (!all && !slot.window.isOver(now))) {
                return Optional.empty();
            }
            Line line = Line.folded(kind.members(slot.id, slot.first), slot.count, slot.last)
                    .weightless();
            slot.count = 0;
            return Optional.of(line);
        }
    }

    /** The events of one kind since the last line; guarded by itself. */
    private static final class Slot {
        private String id = "";
        private Instant first = Instant.EPOCH;
        private Instant last = Instant.EPOCH;
        private Window window = new Window(Instant.EPOCH);
        private long count;
    }
}

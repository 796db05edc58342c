/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.store;

/**
 * What is known of one name, kept up to date by its store for as long as somebody holds it. Whoever decides by it holds it
 * while the decision counts.
 */
public final class IdentitySlot {

    private final String name;
    private volatile IdentityState state;
    private volatile long readAt;

    /** @param readAt when it was read, by the store's own clock in nanoseconds */
    public IdentitySlot(String name, IdentityState state, long readAt) {
        this.name = name;
        this.state = state;
        this.readAt = readAt;
    }

    public String name() {
        return name;
    }

    public IdentityState state() {
        return state;
    }

    public long readAt() {
        return readAt;
    }

    /** Notes what the store says now; true if it is another than before. Called by one thread at a time. */
    public boolean update(IdentityState now, long at) {
        boolean changed = !now.equals(state);
        state = now;
        readAt = at;
        return changed;
    }
}

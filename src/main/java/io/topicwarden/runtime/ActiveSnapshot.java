/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import java.util.Optional;

/** Which snapshot is in force; none until the first one has loaded, and then everything is refused. */
public final class ActiveSnapshot {

    private volatile long generation;
    private volatile Optional<Snapshot> current = Optional.empty();

    /** The snapshot in force. */
    public Optional<Snapshot> current() {
        return current;
    }

    /** How many snapshots have been put in force; the same number means that nothing has changed in between. */
    long generation() {
        return generation;
    }

    /** Puts another snapshot in force for every decision from now on. Called by one thread at a time. */
    synchronized void swap(Snapshot next) {
        generation = generation + 1;
        current = Optional.of(next);
    }
}

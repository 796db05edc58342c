/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import java.util.Optional;

/** Which snapshot is in force; none until the first one has loaded, and then everything is refused. */
public final class ActiveSnapshot {

    /**
     * What is in force at one moment.
     *
     * @param generation how many snapshots have been put in force; the same number means that nothing has changed in between
     */
    record InForce(long generation, Optional<Snapshot> snapshot) {}

    private volatile InForce now = new InForce(0, Optional.empty());

    /** The snapshot in force. */
    public Optional<Snapshot> current() {
        return now.snapshot();
    }

    /** The snapshot in force and its number, which belong together. */
    InForce inForce() {
        return now;
    }

    /** Puts another snapshot in force for every decision from now on. Called by one thread at a time. */
    synchronized void swap(Snapshot next) {
        now = new InForce(now.generation() + 1, Optional.of(next));
    }
}

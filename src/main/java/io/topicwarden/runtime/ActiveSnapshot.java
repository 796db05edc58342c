/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import java.util.Optional;

/** Which snapshot is in force; none until the first one has loaded, and then everything is refused. */
public final class ActiveSnapshot {

    private volatile Optional<Snapshot> current = Optional.empty();

    /** The snapshot in force. */
    public Optional<Snapshot> current() {
        return current;
    }

    /** Puts another snapshot in force for every decision from now on. */
    void swap(Snapshot next) {
        current = Optional.of(next);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import java.time.InstantSource;
import java.util.Collection;

/**
 * Where events of one log go in, whatever their kind.
 *
 * @param ids names them
 * @param backlog holds their lines
 * @param overflow counts those for which there is no memory
 * @param tally counts all of them
 */
record Intake(EventIds ids, Backlog backlog, Overflow overflow, Tally tally) {

    /** @param capacity the memory for lines and open folds, in bytes */
    static Intake of(long capacity, Collection<? extends Overflow.Kind> kinds, InstantSource time) {
        EventIds ids = new EventIds(time);
        return new Intake(ids, new Backlog(capacity), new Overflow(kinds, ids, time), new Tally());
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.generate;

import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * A permission to be written.
 *
 * @param grant what it allows, its quality of service aside
 * @param qos the qualities of service that were seen
 * @param use how it was used by all together
 */
record DraftPermission(Grant grant, NavigableSet<Integer> qos, Use use) {

    /** Both in one. */
    DraftPermission and(DraftPermission other) {
        TreeSet<Integer> all = new TreeSet<>(qos);
        all.addAll(other.qos());
        return new DraftPermission(grant, all, use.and(other.use()));
    }
}

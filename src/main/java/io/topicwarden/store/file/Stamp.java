/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.store.file;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How the files of {@code conf/} looked at one moment, unopened. An unequal stamp says that a file may have changed since;
 * equal ones say that none has. Two seconds after a change there is a second, last unequal stamp, so that a change too close
 * to the reading to show in the times is read after all.
 *
 * <p>A stamp tells nothing of a writer that has paused half way: whoever polls reads once two stamps in a row are equal.
 */
public final class Stamp {

    private final Map<String, FileState> states;
    private final List<PolicyFolder> folders;

    Stamp(Map<String, FileState> states, List<PolicyFolder> folders) {
        this.states = Map.copyOf(states);
        this.folders = List.copyOf(folders);
    }

    /** Whether no file has changed between the two; one that has only grown old meanwhile has not. */
    boolean showsNoChangeSince(Stamp before) {
        return aged().equals(before.aged());
    }

    private Stamp aged() {
        Map<String, FileState> aged = new HashMap<>();
        states.forEach((name, state) -> aged.put(name, state.aged()));
        return new Stamp(aged, folders);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Stamp stamp && states.equals(stamp.states) && folders.equals(stamp.folders);
    }

    @Override
    public int hashCode() {
        return 31 * states.hashCode() + folders.hashCode();
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.migrate;

import java.util.List;

/**
 * What an importer has made.
 *
 * @param policy the text of {@code policy.yaml}
 * @param identities the text of {@code identities.yaml}
 * @param notes in the order of their lines
 */
public record Imported(String policy, String identities, List<Note> notes) {

    public Imported {
        notes = List.copyOf(notes);
    }

    /**
     * Whether every permission was carried over with exactly the meaning that it had, for clients whose identifier, and
     * whose name if the imported files do not hold it, is one level of a topic that does not begin with {@code $}. Others are never permitted more than before.
     */
    public boolean isExact() {
        return notes.stream().noneMatch(note -> note.code().kind() == ImportCode.Kind.CHANGED);
    }
}

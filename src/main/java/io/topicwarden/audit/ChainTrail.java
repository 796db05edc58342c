/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import java.nio.file.Path;
import java.util.Optional;

/** Follows one chain line by line. Not thread-safe. */
interface ChainTrail {

    /** The next line, with the one after it where there is one: it tells what became of this one. */
    void accept(Entry line, Optional<Entry> next);

    /** Whether a chain that begins with this line does so under the key of this trail. */
    boolean isGenuine(Entry first);

    /** The sequence number that the next record must have. */
    long expected();

    String segment();

    /** Whether this state is one that the chain comes to, as far as can be told. */
    boolean comesTo(ChainHead head);

    /** The public key for the next checkpoint. */
    Optional<byte[]> nextKey();

    /** Records since the last signature, where nothing else vouches for them. */
    long unsigned();

    /**
     * A line and where it stands.
     *
     * @param sealed what it is, if it carries a MAC
     */
    record Entry(Path file, long line, Optional<SealedLine> sealed, Optional<Checkpoint> checkpoint) {

        static Entry of(Path file, long line, byte[] bytes) {
            Optional<SealedLine> sealed = SealedLine.parse(bytes);
            return new Entry(file, line, sealed, sealed.flatMap(SealedLine::checkpoint));
        }
    }
}

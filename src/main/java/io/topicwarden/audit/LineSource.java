/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import java.time.Instant;
import java.util.function.Consumer;

/** Something that counts events together for a while and then makes lines of them. */
interface LineSource {

    /**
     * Hands over what is due, each event in exactly one line whoever asks.
     *
     * @param all whether what is not due yet is wanted too
     */
    void collect(Instant now, boolean all, Consumer<Line> out);

    /** Whether anything waits here. */
    boolean isEmpty();
}

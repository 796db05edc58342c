/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import io.topicwarden.policy.Client;
import java.time.Instant;
import java.util.List;

/**
 * A client at an instant, that stands for all that no policy in question can tell from it.
 *
 * @param client all that is known of it
 * @param now the instant
 * @param as what matters of it, as the {@code --as} of the tool takes it
 * @param without what it lacks, where that matters, by the same names
 */
public record Example(Client client, Instant now, String as, List<String> without) {

    public Example {
        without = List.copyOf(without);
    }

    /** In words after a space: who it is, and what it lacks. */
    public String text() {
        String lacking = without.isEmpty() ? "" : " without " + String.join(", ", without);
        return as.isEmpty() ? " by any client" + lacking : " by " + as + lacking;
    }
}

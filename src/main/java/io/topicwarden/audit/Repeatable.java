/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import java.time.Instant;
import java.util.Optional;

/** An event whose repeats are counted together. */
interface Repeatable {

    /** What repeats have in common: those of equal kinds may become one line. */
    interface Kind {

        /** The memory that it takes, in bytes, roughly. */
        long weight();

        /** Whether it is that of a crowd, within which nothing is told apart. */
        default boolean isCrowd() {
            return false;
        }
    }

    /** When it happened. */
    Instant at();

    Kind kind();

    /** The kind of all who can take another name each time; empty if this is none of them. */
    default Optional<Kind> crowd() {
        return Optional.empty();
    }

    /** What is told apart within a kind as long as there are few: the topic, or at CONNECT the user name. */
    String detail();

    /** What is still known of it when there is no memory for more. */
    Overflow.Kind leastKnown();

    /** The members of a record about this event, or about repeats of which it is the first. */
    byte[] members(String id);

    /** The same for a record that also stands for events with other details. */
    byte[] membersOfSeveral(String id);

    /** The same for a record that also stands for others of a crowd. */
    default byte[] membersOfCrowd(String id) {
        return membersOfSeveral(id);
    }
}

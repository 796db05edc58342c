/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.store.postgres;

import io.topicwarden.store.PolicyRevision;

/**
 * Is told of what changes in the database, on the feed's own thread, and says what is in force. Of the time that loads take it is
 * told on threads of theirs.
 */
public interface StoreListener extends LoadTimes {

    /**
     * Another revision is the newest, or the newest but for those refused before it.
     *
     * @return whether it is valid and has been taken; if not, an earlier one is told of
     */
    boolean revision(PolicyRevision revision, boolean newest);

    /** There is no revision that is valid. */
    void noRevision();

    /** Identities that are in memory are not what they were, or do not count any more. */
    void identitiesChanged();

    /** The database cannot be followed now. */
    void unavailable();

    /** What is in force here. */
    BrokerStatus status();
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.conf;

import io.topicwarden.policy.StoreSettings;
import io.topicwarden.store.PolicyRevision;
import java.util.Optional;

/** Where a fleet's policy comes from, for a broker whose settings name a database. */
public interface SharedPolicy {

    /** The revision that is to be in force, or empty if none is known. Begins to follow the database that is named. */
    Optional<PolicyRevision> revision(StoreSettings.Postgres settings);
}

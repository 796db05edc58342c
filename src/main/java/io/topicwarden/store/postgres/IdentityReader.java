/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.store.postgres;

import io.topicwarden.store.IdentityState;
import io.topicwarden.store.StoreUnavailableException;
import java.util.Collection;
import java.util.Map;

/** Asks the database about names. It may take seconds, and answers for each of them. */
interface IdentityReader {

    Map<String, IdentityState> read(Collection<String> names) throws StoreUnavailableException;
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit.observed;

import io.topicwarden.policy.Client;
import java.util.List;
import java.util.Set;

/**
 * A client, and what it did.
 *
 * @param client what policies can tell it by; where it came from, TLS and MQTT version are left out
 * @param roles all that it held when it was last seen to connect
 * @param observations in order
 */
public record ObservedClient(Client client, Set<String> roles, List<Observation> observations) {

    public ObservedClient {
        roles = Set.copyOf(roles);
        observations = List.copyOf(observations);
    }
}

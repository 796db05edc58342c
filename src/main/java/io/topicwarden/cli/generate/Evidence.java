/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.generate;

import io.topicwarden.analysis.AskedPolicy;
import io.topicwarden.audit.observed.Observation;
import io.topicwarden.audit.observed.Observed;
import io.topicwarden.audit.observed.ObservedClient;
import io.topicwarden.policy.Client;
import io.topicwarden.policy.Identity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a policy is made of: the part of what was observed that was permitted.
 *
 * @param observed all of it
 * @param clients those that did anything, permitted or not
 * @param deeds what was permitted
 * @param onlyRefused how many activities never were
 * @param onlyFiltered how many subscriptions were accepted in part, never wholly
 * @param forbidden how many activities were permitted then, and are not by the policy that was given
 */
public record Evidence(
        Observed observed, List<Client> clients, List<Deed> deeds, int onlyRefused, int onlyFiltered, int forbidden) {

    /**
     * Takes it from what was observed.
     *
     * @param policy what it forbids counts for nothing
     * @param identities what they say now in place of what they said then, for those that are there
     */
    public static Evidence of(
            Observed observed, Optional<AskedPolicy> policy, Map<String, Identity> identities, Instant now) {
        List<Client> clients = new ArrayList<>();
        List<Deed> deeds = new ArrayList<>();
        int refused = 0;
        int filtered = 0;
        int forbidden = 0;
        for (ObservedClient seen : observed.clients()) {
            Client client = current(seen.client(), identities);
            if (!seen.observations().isEmpty()) {
                clients.add(client);
            }
            for (Observation observation : seen.observations()) {
                Deed deed = new Deed(
                        client,
                        seen.roles(),
                        observation.activity(),
                        observation.allowed(),
                        observation.payloadBytes());
                if (observation.allowed() == 0) {
                    refused += observation.filtered() == 0 ? 1 : 0;
                    filtered += observation.filtered() == 0 ? 0 : 1;
                } else if (policy.isPresent()
                        && !policy.get().decide(client, deed.attempt(), now).isAllowed()) {
                    forbidden++;
                } else {
                    deeds.add(deed);
                }
            }
        }
        return new Evidence(observed, List.copyOf(clients), List.copyOf(deeds), refused, filtered, forbidden);
    }

    private static Client current(Client client, Map<String, Identity> identities) {
        return client.identity()
                .flatMap(name -> Optional.ofNullable(identities.get(name)))
                .map(client::as)
                .orElse(client);
    }
}

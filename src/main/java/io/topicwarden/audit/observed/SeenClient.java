/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit.observed;

import io.topicwarden.policy.Client;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one client does, counted. Its lock is taken by whoever handles a packet of this client, one after another as the broker
 * does it, and for microseconds by the writer of the file; clients never wait for each other.
 */
final class SeenClient {

    private static final int SIGHTING_BYTES = 256;

    private final Client client;
    private final Allowance allowance;
    private final Map<Activity, Sighting> sightings = new HashMap<>();
    private Set<String> roles = Set.of();

    SeenClient(Client client, Allowance allowance) {
        this.client = client;
        this.allowance = allowance;
    }

    synchronized void holds(Set<String> now) {
        roles = now;
    }

    synchronized void note(Activity activity, Outcome outcome, long payloadBytes, Instant now) {
        sighting(activity, now, 1).ifPresent(sighting -> sighting.count(outcome, payloadBytes, now));
    }

    /** Adds what was seen before a restart. */
    synchronized void add(Set<String> before, List<Observation> earlier) {
        roles = roles.isEmpty() ? before : roles;
        for (Observation observation : earlier) {
            long actions = observation.allowed() + observation.filtered() + observation.refused();
            sighting(observation.activity(), observation.first(), actions)
                    .ifPresent(sighting -> sighting.add(observation));
        }
    }

    synchronized ObservedClient observed() {
        List<Observation> observations = new ArrayList<>(sightings.size());
        sightings.forEach((activity, sighting) -> observations.add(sighting.of(activity)));
        Collections.sort(observations, (a, b) -> a.activity().compareTo(b.activity()));
        return new ObservedClient(client, roles, observations);
    }

    private Optional<Sighting> sighting(Activity activity, Instant now, long actions) {
        Sighting known = sightings.get(activity);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Bound> hit = hit(activity);
        if (hit.isPresent()) {
            allowance.leaveOut(hit.get(), actions);
            return Optional.empty();
        }
        Sighting sighting = new Sighting(now);
        sightings.put(activity, sighting);
        return Optional.of(sighting);
    }

    /** The bound that keeps a new activity out. */
    private Optional<Bound> hit(Activity activity) {
        int length = activity.topic().length()
                + activity.sharedGroup().map(String::length).orElse(0);
        if (length > SeenTraffic.LONGEST_TEXT) {
            return Optional.of(Bound.TEXTS);
        }
        if (sightings.size() >= SeenTraffic.MOST_ACTIVITIES) {
            return Optional.of(Bound.ACTIVITIES);
        }
        return allowance.take(SIGHTING_BYTES + 2L * length) ? Optional.empty() : Optional.of(Bound.MEMORY);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.benchmarks;

import io.topicwarden.benchmarks.workload.GeneratedPolicy;
import io.topicwarden.benchmarks.workload.PolicyShape;
import io.topicwarden.engine.ClientPermissions;
import io.topicwarden.engine.CompiledPolicy;
import io.topicwarden.policy.Client;
import io.topicwarden.policy.MqttVersion;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A client bound to a generated policy, and the topics or filters that it asks for in turn. */
final class DecisionState {

    /** So few that everything they need stays in the processor's nearest cache. */
    static final int HOT = 16;

    /** So many that what they need does not stay in any cache; a power of two. */
    static final int COLD = 1 << 16;

    private final ClientPermissions permissions;
    private final String[] texts;
    private int next;

    private DecisionState(ClientPermissions permissions, String[] texts) {
        this.permissions = permissions;
        this.texts = texts;
    }

    static DecisionState ofTopics(int permissions, String shape, String topics) {
        GeneratedPolicy policy = new GeneratedPolicy(permissions, PolicyShape.named(shape));
        String[] texts =
                switch (topics) {
                    case "hot" -> policy.permitted(HOT);
                    case "cold" -> policy.permitted(COLD);
                    case "miss" -> policy.unmatched(HOT);
                    default -> throw new IllegalArgumentException(topics);
                };
        return new DecisionState(bind(policy), texts);
    }

    static DecisionState ofFilters(int permissions, String shape, String filters) {
        GeneratedPolicy policy = new GeneratedPolicy(permissions, PolicyShape.named(shape));
        String[] texts =
                switch (filters) {
                    case "hot" -> policy.filters(HOT);
                    case "cold" -> policy.filters(COLD);
                    case "miss" -> policy.unmatched(HOT);
                    default -> throw new IllegalArgumentException(filters);
                };
        return new DecisionState(bind(policy), texts);
    }

    private static ClientPermissions bind(GeneratedPolicy policy) {
        return CompiledPolicy.of(policy.model()).roleSet(policy.roles()).bind(client(), InstantSource.system());
    }

    private static Client client() {
        return new Client(
                GeneratedPolicy.CLIENT_ID,
                Optional.empty(),
                Optional.empty(),
                "bench",
                Optional.empty(),
                Optional.empty(),
                MqttVersion.MQTT_5,
                Optional.empty(),
                Map.of(),
                Set.of());
    }

    ClientPermissions permissions() {
        return permissions;
    }

    /** The texts one after another, for ever. */
    String next() {
        next = next + 1 & texts.length - 1;
        return texts[next];
    }
}

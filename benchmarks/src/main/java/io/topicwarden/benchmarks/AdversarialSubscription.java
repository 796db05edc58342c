/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.benchmarks;

import io.topicwarden.benchmarks.workload.AdversarialPolicy;
import io.topicwarden.engine.ClientPermissions;
import io.topicwarden.engine.CompiledPolicy;
import io.topicwarden.engine.Decision;
import io.topicwarden.policy.Client;
import io.topicwarden.policy.MqttVersion;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Deciding the topic filter that costs most under the policy that costs most, reason and witness included. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AdversarialSubscription {

    @Param({"8", "16"})
    public int doublings;

    @SuppressWarnings("NullAway.Init")
    private ClientPermissions permissions;

    @SuppressWarnings("NullAway.Init")
    private String filter;

    @Setup
    public void compile() {
        AdversarialPolicy policy = new AdversarialPolicy(doublings);
        filter = policy.filter();
        permissions = CompiledPolicy.of(policy.model())
                .roleSet(Set.of(AdversarialPolicy.ROLE))
                .bind(
                        new Client(
                                "c1",
                                Optional.empty(),
                                Optional.empty(),
                                "bench",
                                Optional.empty(),
                                Optional.empty(),
                                MqttVersion.MQTT_5,
                                Optional.empty(),
                                Map.of(),
                                Set.of()),
                        InstantSource.system());
    }

    @Benchmark
    public Decision decide() {
        return permissions.subscribe(filter, 1);
    }
}

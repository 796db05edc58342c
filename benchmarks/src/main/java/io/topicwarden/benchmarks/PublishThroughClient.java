/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.benchmarks;

import io.topicwarden.benchmarks.workload.GeneratedPolicy;
import io.topicwarden.benchmarks.workload.PolicyShape;
import io.topicwarden.engine.Decision;
import io.topicwarden.runtime.ConnectedClient;
import io.topicwarden.testing.TestCertificateAuthority;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Deciding one PUBLISH of an admitted client, the question which snapshot is in force included. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PublishThroughClient {

    @Param({"20", "100000"})
    public int permissions;

    @SuppressWarnings("NullAway.Init")
    private Site site;

    @SuppressWarnings("NullAway.Init")
    private ConnectedClient client;

    private String[] topics = {};
    private int next;

    @Setup
    public void start() throws IOException {
        GeneratedPolicy policy = new GeneratedPolicy(permissions, PolicyShape.BASE);
        site = Site.start(TestCertificateAuthority.root("CN=Plant CA"), policy, 1);
        client = site.connect(GeneratedPolicy.CLIENT_ID);
        topics = policy.permitted(DecisionState.HOT);
    }

    @Benchmark
    public Decision decide() {
        next = next + 1 & topics.length - 1;
        return client.publish(topics[next], 1, false, 100);
    }

    @TearDown
    public void stop() throws IOException {
        site.close();
    }
}

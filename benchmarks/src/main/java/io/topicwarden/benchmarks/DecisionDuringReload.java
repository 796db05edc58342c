/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.benchmarks;

import io.topicwarden.benchmarks.workload.GeneratedPolicy;
import io.topicwarden.benchmarks.workload.PolicyShape;
import io.topicwarden.engine.CompiledPolicy;
import io.topicwarden.engine.Decision;
import io.topicwarden.engine.RoleSet;
import io.topicwarden.policy.Policy;
import io.topicwarden.policy.yaml.PolicyReader;
import io.topicwarden.policy.yaml.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
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

/** Deciding one PUBLISH while another thread loads a policy of the same size over and over. Needs two cores of its own. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecisionDuringReload {

    @Param({"100000"})
    public int permissions;

    @Param({"false", "true"})
    public boolean reloading;

    @SuppressWarnings("NullAway.Init")
    private DecisionState state;

    @SuppressWarnings("NullAway.Init")
    private GeneratedPolicy policy;

    @SuppressWarnings("NullAway.Init")
    private Thread loader;

    private volatile boolean stopped;

    /** What was loaded last, as a broker would hold it. */
    @SuppressWarnings({"unused", "NullAway.Init"})
    private volatile RoleSet loaded;

    @Setup
    public void start() {
        state = DecisionState.ofTopics(permissions, "base", "hot");
        policy = new GeneratedPolicy(permissions, PolicyShape.BASE);
        loader = new Thread(this::load, "loader");
        loader.setDaemon(true);
        if (reloading) {
            loader.start();
        }
    }

    private void load() {
        List<SourceFile> files =
                List.of(new SourceFile("policy.yaml", policy.text().getBytes(StandardCharsets.UTF_8)));
        while (!stopped) {
            Policy read = PolicyReader.read(files).value().orElseThrow();
            loaded = CompiledPolicy.of(read).roleSet(policy.roles());
        }
    }

    @Benchmark
    public Decision decide() {
        return state.permissions().publish(state.next(), 1, false, 100);
    }

    @TearDown
    public void stop() throws InterruptedException {
        stopped = true;
        loader.join();
    }
}

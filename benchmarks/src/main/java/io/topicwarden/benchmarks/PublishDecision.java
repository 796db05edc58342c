/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.benchmarks;

import io.topicwarden.engine.Decision;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Deciding one PUBLISH. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PublishDecision {

    @Param({"20", "1000", "100000", "1000000"})
    public int permissions;

    @Param({"exact", "base", "levels-3", "levels-10", "wildcards-50", "denies-40", "variables-50", "roles-10"})
    public String shape = "base";

    @Param({"hot", "cold", "miss"})
    public String topics = "hot";

    @SuppressWarnings("NullAway.Init")
    private DecisionState state;

    @Setup
    public void compile() {
        state = DecisionState.ofTopics(permissions, shape, topics);
    }

    @Benchmark
    public Decision decide() {
        return state.permissions().publish(state.next(), 1, false, 100);
    }
}

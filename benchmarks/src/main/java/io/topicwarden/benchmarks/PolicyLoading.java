/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.benchmarks;

import io.topicwarden.benchmarks.workload.GeneratedPolicy;
import io.topicwarden.benchmarks.workload.PolicyShape;
import io.topicwarden.engine.CompiledPolicy;
import io.topicwarden.engine.RoleSet;
import io.topicwarden.policy.Policy;
import io.topicwarden.policy.yaml.Loaded;
import io.topicwarden.policy.yaml.PolicyReader;
import io.topicwarden.policy.yaml.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
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

/** From the text of a policy to something that decides, whole and by its two halves. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class PolicyLoading {

    @Param({"1000", "100000"})
    public int permissions;

    @SuppressWarnings("NullAway.Init")
    private List<SourceFile> files;

    @SuppressWarnings("NullAway.Init")
    private Policy policy;

    @SuppressWarnings("NullAway.Init")
    private Set<String> roles;

    @Setup
    public void write() {
        GeneratedPolicy generated = new GeneratedPolicy(permissions, PolicyShape.BASE);
        files = List.of(new SourceFile("policy.yaml", generated.text().getBytes(StandardCharsets.UTF_8)));
        policy = generated.model();
        roles = generated.roles();
    }

    @Benchmark
    public RoleSet parseValidateCompile() {
        return CompiledPolicy.of(parseValidate()).roleSet(roles);
    }

    @Benchmark
    public Policy parseValidate() {
        Loaded<Policy> loaded = PolicyReader.read(files);
        return loaded.value()
                .orElseThrow(
                        () -> new IllegalStateException(loaded.problems().get(0).toString()));
    }

    @Benchmark
    public RoleSet compile() {
        return CompiledPolicy.of(policy).roleSet(roles);
    }
}

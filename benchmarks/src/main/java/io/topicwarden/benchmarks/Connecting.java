/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.benchmarks;

import io.topicwarden.benchmarks.workload.GeneratedPolicy;
import io.topicwarden.benchmarks.workload.PolicyShape;
import io.topicwarden.runtime.ConnectedClient;
import io.topicwarden.testing.IssuedCertificate;
import io.topicwarden.testing.TestCertificateAuthority;
import io.topicwarden.testing.TestKeys;
import java.io.IOException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Admitting one client under 10,000 permissions, TLS aside: for the first time, and again. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Connecting {

    /** As many as all the shots take, so that each of them comes for the first time. */
    private static final int CLIENTS = 1_200;

    private final List<IssuedCertificate> certificates = new ArrayList<>();
    private int firstCertificate;
    private int firstPassword;

    @SuppressWarnings("NullAway.Init")
    private Site site;

    @SuppressWarnings("NullAway.Init")
    private IssuedCertificate known;

    @Setup
    public void start() throws IOException {
        TestCertificateAuthority ca = TestCertificateAuthority.root("CN=Plant CA");
        site = Site.start(ca, new GeneratedPolicy(10_000, PolicyShape.BASE), CLIENTS);
        KeyPair keys = TestKeys.ec();
        for (int i = 0; i < CLIENTS; i++) {
            certificates.add(ca.client("CN=s" + i + ",OU=assembly").keys(keys).issue());
        }
        known = ca.client("CN=known,OU=assembly").issue();
        ConnectedClient unused = site.connect(GeneratedPolicy.CLIENT_ID);
        ConnectedClient unusedToo = site.connect("known", known);
    }

    @Benchmark
    @Warmup(iterations = 1, batchSize = 200)
    @Measurement(iterations = 10, batchSize = 100)
    @OperationsPerInvocation(100) // of a batch
    public ConnectedClient certificateFirst() {
        int number = firstCertificate++ % CLIENTS;
        return site.connect("s" + number, certificates.get(number));
    }

    @Benchmark
    @Warmup(iterations = 5, batchSize = 1000)
    @Measurement(iterations = 10, batchSize = 100)
    @OperationsPerInvocation(100) // of a batch
    public ConnectedClient certificateKnown() {
        return site.connect("known", known);
    }

    @Benchmark
    @Warmup(iterations = 1, batchSize = 10)
    @Measurement(iterations = 10, batchSize = 10)
    @OperationsPerInvocation(10)
    public ConnectedClient passwordFirst() {
        return site.connect("c" + (2 + firstPassword++ % (CLIENTS - 1)));
    }

    @Benchmark
    @Warmup(iterations = 5, batchSize = 1000)
    @Measurement(iterations = 10, batchSize = 100)
    @OperationsPerInvocation(100) // of a batch
    public ConnectedClient passwordKnown() {
        return site.connect(GeneratedPolicy.CLIENT_ID);
    }

    @TearDown
    public void stop() throws IOException {
        site.close();
    }
}

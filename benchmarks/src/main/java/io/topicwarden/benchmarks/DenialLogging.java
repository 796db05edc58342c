/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.benchmarks;

import io.topicwarden.audit.Denial;
import io.topicwarden.audit.DenialLog;
import io.topicwarden.audit.EventAction;
import io.topicwarden.audit.LogFailures;
import io.topicwarden.audit.Peer;
import io.topicwarden.audit.Request;
import io.topicwarden.policy.LogSettings;
import io.topicwarden.policy.ReasonCode;
import io.topicwarden.policy.RuleReference;
import io.topicwarden.policy.SourceSpan;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * From a refusal to its line in the file, writing included: each shot ends when all that it recorded is written and
 * counted. With more clients than refusals nothing folds, so that each refusal is a line of its own.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DenialLogging {

    static final int REFUSALS = 50_000;

    @Param({"50000", "100"})
    public int clients;

    private final List<Denial> denials = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private DenialLog log;

    @Setup
    public void prepare() {
        for (int i = 0; i < REFUSALS; i++) {
            denials.add(denial("sensor-" + i % clients));
        }
    }

    private static Denial denial(String clientId) {
        SourceSpan span = new SourceSpan("policy.yaml", 14, 9, 5);
        return new Denial(
                Instant.parse("2026-11-23T12:00:00Z"),
                EventAction.PUBLISH,
                ReasonCode.EXPLICIT_DENY,
                "role `sensor`, policy.yaml:14 denies it",
                new Peer(
                        clientId,
                        Optional.of(clientId),
                        Optional.of(clientId),
                        "tls",
                        Optional.of(InetAddress.getLoopbackAddress()),
                        Optional.of("TLSv1.3"),
                        "5",
                        Optional.empty()),
                Optional.of(new Request(
                        "plants/assembly/" + clientId + "/firmware/update",
                        1,
                        Optional.of(false),
                        Optional.empty(),
                        OptionalLong.of(100))),
                Optional.of(new RuleReference("sensor", 3, span)),
                Optional.empty(),
                Optional.empty(),
                "0123456789abcdef".repeat(4));
    }

    @Setup(Level.Iteration)
    public void open() throws IOException {
        folder = Files.createTempDirectory("topicwarden-denials");
        LogSettings settings = LogSettings.of("denials.jsonl");
        log = DenialLog.open(folder, settings, InstantSource.system(), new LogFailures() {
            @Override
            public void failing(String what, Throwable cause) {
                throw new IllegalStateException(what, cause);
            }

            @Override
            public void recovered(String what, long behind) {}
        });
    }

    @TearDown(Level.Iteration)
    public void close() throws IOException {
        if (log.counters().written() != REFUSALS || log.counters().lost() != 0) {
            throw new IllegalStateException("the counts are not exact: " + log.counters());
        }
        log.close();
        Folders.delete(folder);
    }

    @Benchmark
    @OperationsPerInvocation(REFUSALS)
    public boolean write() {
        for (Denial denial : denials) {
            String unused = log.record(denial);
        }
        return log.flush(Duration.ofSeconds(60));
    }
}

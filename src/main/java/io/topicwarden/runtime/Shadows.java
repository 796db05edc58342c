/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import io.topicwarden.audit.LogFailures;
import io.topicwarden.audit.ShadowDifference;
import io.topicwarden.audit.ShadowLog;
import io.topicwarden.conf.Configuration;
import io.topicwarden.conf.PolicySource;
import io.topicwarden.engine.CompiledPolicy;
import io.topicwarden.policy.LogSettings;
import io.topicwarden.policy.Problem;
import io.topicwarden.policy.yaml.Loaded;
import io.topicwarden.policy.yaml.ProblemPrinter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a candidate policy beside the one in force, and tells the shadow log and the metrics where they differ. Nothing is
 * opened before there is a candidate.
 */
final class Shadows implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Shadows.class);

    private final Path logs;
    private final Telemetry telemetry;
    private final LogFailures failures;
    private final InstantSource time;
    private final AtomicBoolean failing = new AtomicBoolean();
    private volatile Optional<ShadowLog> log = Optional.empty();
    private volatile List<Problem> problems = List.of();
    private volatile String beside = "";

    /** @param logs the folder of the shadow log */
    Shadows(Path logs, Telemetry telemetry, LogFailures failures, InstantSource time) {
        this.logs = logs;
        this.telemetry = telemetry;
        this.failures = failures;
        this.time = time;
    }

    /** The snapshot with the candidate that was read with it, if there is one and it is valid. Called by one thread. */
    Snapshot beside(Snapshot snapshot, Configuration read) {
        try {
            Optional<PolicySource> valid = read.shadow().flatMap(Loaded::value);
            report(read.shadow().map(Loaded::problems).orElse(List.of()));
            announce(valid);
            if (valid.isEmpty()) {
                return snapshot;
            }
            open(read.settings().shadow());
            PolicyInUse policy = new PolicyInUse(
                    CompiledPolicy.of(valid.get().policy()), valid.get().hash(), time);
            return snapshot.beside(new Shadow(policy, snapshot.policyHash(), this));
        } catch (Throwable t) { // the policy comes in force without it
            beside = "";
            failed(t);
            return snapshot;
        }
    }

    /** How many problems the candidate has; while it has any, nothing is compared. */
    long problems() {
        return problems.size();
    }

    /** Whether a candidate is being compared: 1 or 0. */
    long active() {
        return beside.isEmpty() ? 0 : 1;
    }

    Instant now() {
        return time.instant();
    }

    /** Records a difference. */
    void differs(ShadowDifference difference) {
        telemetry.count("shadow." + difference.action() + "." + difference.direction());
        log.ifPresent(open -> {
            String unused = open.record(difference);
        });
    }

    /** Notes that the candidate could not be asked; the log hears of the first time only. */
    void failed(Throwable failure) {
        try {
            telemetry.count("shadow.errors");
            if (failing.compareAndSet(false, true)) {
                LOG.error("The shadow policy could not be asked, and what it would decide is not known", failure);
            }
        } catch (Throwable t) { // no memory to tell of it
            failing.set(true);
        }
    }

    private void report(List<Problem> found) {
        if (!found.isEmpty() && !found.equals(problems)) {
            telemetry.count("shadow.failures");
            StringBuilder text = new StringBuilder();
            found.forEach(problem -> text.append('\n').append(ProblemPrinter.print(problem, "conf/")));
            LOG.error("The shadow policy is not valid and not compared; the policy in force is not affected{}", text);
        }
        problems = found;
    }

    private void announce(Optional<PolicySource> valid) {
        String hash = valid.map(PolicySource::hash).orElse("");
        if (hash.equals(beside)) {
            return;
        }
        failing.set(false);
        if (valid.isPresent()) {
            LOG.info("A shadow policy is decided beside the one in force, changing nothing: sha-256 {}", hash);
        } else {
            LOG.info("No shadow policy is decided any more");
        }
        beside = hash;
    }

    private void open(LogSettings settings) {
        if (log.isPresent()) {
            log.get().configure(settings);
        } else {
            log = Optional.of(ShadowLog.open(logs, settings, time, failures));
        }
    }

    @Override
    public void close() {
        log.ifPresent(ShadowLog::close);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import io.topicwarden.policy.ReasonCode;
import io.topicwarden.policy.ThrottleSettings;
import io.topicwarden.policy.ThrottleSettings.Limit;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * Turns away who has presented too many wrong credentials, before the next are looked at. What has been verified lately is
 * recognised before anybody asks here. See docs/floods.md for what is counted where, and why.
 */
public final class Throttle {

    /** How many sources each of the three kinds of account is kept for: together some 20 MB. */
    static final int MOST_SOURCES = 50_000;

    private static final Refusal ADDRESS = throttled("too many wrong credentials came from this address");
    private static final Refusal IDENTITY =
            throttled("too many wrong credentials came for this identity from this address");
    private static final Refusal CERTIFICATE =
            throttled("too many wrong credentials came with this certificate from this address");

    private final Sources sources = new Sources();
    private final FailureBuckets addresses;
    private final FailureBuckets identities;
    private final FailureBuckets certificates;
    private final LongAdder byAddress = new LongAdder();
    private final LongAdder byIdentity = new LongAdder();
    private final LongAdder byCertificate = new LongAdder();

    /** @param nanos a clock that nobody can set, as {@link System#nanoTime} */
    public Throttle(LongSupplier nanos) {
        this(MOST_SOURCES, nanos);
    }

    Throttle(long most, LongSupplier nanos) {
        this.addresses = new FailureBuckets(most, nanos);
        this.identities = new FailureBuckets(most, nanos);
        this.certificates = new FailureBuckets(most, nanos);
    }

    /**
     * Credentials about to be looked at.
     *
     * @param limits those in force
     * @param address where they come from
     * @param identity whose they are said to be, from there
     * @param certificate what was presented, from there
     */
    record Trial(ThrottleSettings limits, Source address, Optional<Source> identity, Optional<Source> certificate) {}

    /** The trial of a certificate. */
    Trial ofCertificate(ThrottleSettings limits, ConnectAttempt attempt) {
        Source address = Sources.address(attempt.address());
        return new Trial(
                limits, address, Optional.empty(), leaf(attempt).map(leaf -> sources.certificate(address, leaf)));
    }

    /**
     * The trial of a password. What counts against the certificate is kept apart from the trials of the certificate itself:
     * it passes these as often as its holder likes, and passing clears.
     */
    Trial ofPassword(ThrottleSettings limits, ConnectAttempt attempt, String name) {
        Source address = Sources.address(attempt.address());
        return new Trial(
                limits,
                address,
                Optional.of(sources.name(address, name)),
                leaf(attempt).map(leaf -> sources.passwordsWith(address, leaf)));
    }

    /** Whether nothing more from this address would be looked at. */
    Optional<Refusal> exhausted(ThrottleSettings limits, Optional<InetAddress> address) {
        return addresses.hasRoom(Sources.address(address), limits.address())
                ? Optional.empty()
                : refused(ADDRESS, byAddress);
    }

    /**
     * Puts a failure to all accounts of the trial, so that many at once do not get in before the first has failed; or tells
     * why the credentials are not to be looked at. Unless they prove wrong, {@link #passed} or {@link #withdrawn} must
     * follow. The trial's own account comes last: what it holds has been paid to the others, and can be given back there.
     */
    Optional<Refusal> enter(Trial trial) {
        if (!addresses.add(trial.address, trial.limits.address())) {
            return refused(ADDRESS, byAddress);
        }
        if (!isAdded(certificates, trial.certificate, trial.limits.certificate())) {
            giveBackToAddress(trial, 1);
            return refused(CERTIFICATE, byCertificate);
        }
        if (!isAdded(identities, trial.identity, trial.limits.identity())) {
            giveBack(trial, 1);
            return refused(IDENTITY, byIdentity);
        }
        return Optional.empty();
    }

    /**
     * Notes that the credentials were right. The account of whose they are is cleared; address and certificate get back what
     * these failures had cost them and no more, or an account of one's own would pay for guessing those of others. If
     * another pass has cleared the account meanwhile, it has given back what this trial cost too.
     */
    void passed(Trial trial) {
        ThrottleSettings limits = trial.limits;
        if (trial.identity.isPresent()) {
            giveBack(trial, identities.clear(trial.identity.get(), limits.identity()));
        } else if (trial.certificate.isPresent()) {
            giveBackToAddress(trial, certificates.clear(trial.certificate.get(), limits.certificate()));
        } else {
            giveBackToAddress(trial, 1);
        }
    }

    /** Notes that nobody found out whether the credentials were right. */
    void withdrawn(Trial trial) {
        ThrottleSettings limits = trial.limits;
        if (trial.identity.isPresent()) {
            giveBack(trial, identities.takeOff(trial.identity.get(), limits.identity(), 1) ? 1 : 0);
        } else if (trial.certificate.isPresent()) {
            giveBackToAddress(trial, certificates.takeOff(trial.certificate.get(), limits.certificate(), 1) ? 1 : 0);
        } else {
            giveBackToAddress(trial, 1);
        }
    }

    /** How many attempts were turned away because of their address. */
    long byAddress() {
        return byAddress.sum();
    }

    /** How many because of the identity they named. */
    long byIdentity() {
        return byIdentity.sum();
    }

    /** How many because of the certificate they presented. */
    long byCertificate() {
        return byCertificate.sum();
    }

    /** How many accounts are kept. */
    long accounts() {
        return addresses.size() + identities.size() + certificates.size();
    }

    private void giveBack(Trial trial, long failures) {
        giveBackToAddress(trial, failures);
        if (trial.certificate.isPresent()) {
            boolean unused = certificates.takeOff(trial.certificate.get(), trial.limits.certificate(), failures);
        }
    }

    private void giveBackToAddress(Trial trial, long failures) {
        boolean unused = addresses.takeOff(trial.address, trial.limits.address(), failures);
    }

    private static Optional<X509Certificate> leaf(ConnectAttempt attempt) {
        return attempt.chain().stream().findFirst();
    }

    private static boolean isAdded(FailureBuckets buckets, Optional<Source> source, Limit limit) {
        return source.isEmpty() || buckets.add(source.get(), limit);
    }

    private static Optional<Refusal> refused(Refusal refusal, LongAdder count) {
        count.increment();
        return Optional.of(refusal);
    }

    private static Refusal throttled(String message) {
        return new Refusal(ReasonCode.THROTTLED, message);
    }
}

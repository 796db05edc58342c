/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.policy.ReasonCode;
import io.topicwarden.policy.ThrottleSettings;
import io.topicwarden.policy.ThrottleSettings.Limit;
import io.topicwarden.testing.TestCertificateAuthority;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ThrottleTest {

    private static final ThrottleSettings LIMITS =
            new ThrottleSettings(new Limit(10, 60), new Limit(3, 1), new Limit(3, 1));

    private final AtomicLong nanos = new AtomicLong();
    private final Throttle throttle = new Throttle(1000, nanos::get);

    @Test
    void enter_oneNameTooOften_isTurnedAwayForThatNameOnly() {
        assertThat(wrong("10.0.0.1", "alice", 4)).isEqualTo(3);

        assertThat(wrong("10.0.0.1", "bob", 1)).isEqualTo(1);
        assertThat(throttle.byIdentity()).isEqualTo(1);
    }

    @Test
    void enter_victimAtAnotherAddress_isNotTurnedAway() {
        for (int host = 1; host < 100; host++) {
            assertThat(wrong("10.0.1." + host, "alice", 100)).isEqualTo(3);
        }

        assertThat(wrong("10.0.0.1", "alice", 1)).isEqualTo(1);
    }

    @Test
    void enter_manyNamesFromOneAddress_isTurnedAwayForTheAddress() {
        int looked = 0;
        for (int name = 0; name < 100; name++) {
            looked += wrong("10.0.0.1", "name-" + name, 1);
        }

        assertThat(looked).isEqualTo(10);
        assertThat(throttle.byAddress()).isEqualTo(90);
        assertThat(refusal("10.0.0.1", "alice").map(Refusal::reason)).contains(ReasonCode.THROTTLED);
    }

    /** Else names would be a way to push one's own account, or those of others, out of memory. */
    @Test
    void enter_manyNamesFromOneAddress_makesNoMoreAccountsThanItMayTry() {
        for (int name = 0; name < 10_000; name++) {
            int unused = wrong("10.0.0.1", "name-" + name, 1);
        }

        assertThat(throttle.accounts()).isEqualTo(1 + 10);
    }

    @Test
    void enter_turnedAwayForTheName_costsTheAddressNothing() {
        int unused = wrong("10.0.0.1", "alice", 1000);

        assertThat(wrong("10.0.0.1", "bob", 3) + wrong("10.0.0.1", "carol", 3)).isEqualTo(6);
    }

    @Test
    void enter_addressesOfOneSite_shareAnAccount() {
        int looked = 0;
        for (int host = 0; host < 50; host++) {
            looked += wrong("2001:db8:0:1::" + host, "name-" + host, 1);
        }

        assertThat(looked).isEqualTo(10);
        assertThat(wrong("2001:db8:0:2::1", "alice", 1)).isEqualTo(1);
    }

    @Test
    void enter_unknownAddress_isOneSource() {
        assertThat(wrong("", "alice", 5)).isEqualTo(3);
    }

    @Test
    void enter_longNames_areToldApart() {
        String prefix = "x".repeat(60_000);

        assertThat(wrong("10.0.0.1", prefix + "a", 4)).isEqualTo(3);
        assertThat(wrong("10.0.0.1", prefix + "b", 1)).isEqualTo(1);
    }

    @Test
    void enter_afterTheirTime_failuresAreForgotten() {
        int unused = wrong("10.0.0.1", "alice", 4);

        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(wrong("10.0.0.1", "alice", 4)).isEqualTo(1);
    }

    @Test
    void passed_clearsTheNameAndWhatItCostTheAddress() {
        int unused = wrong("10.0.0.1", "alice", 2);
        right("10.0.0.1", "alice");

        assertThat(throttle.accounts()).isZero();
    }

    @Test
    void passed_accountOfOnesOwn_doesNotPayForGuessingOthers() {
        int looked = 0;
        for (int name = 0; name < 100; name++) {
            looked += wrong("10.0.0.1", "name-" + name, 1);
            Throttle.Trial own = trial("10.0.0.1", "mallory");
            if (throttle.enter(own).isEmpty()) {
                throttle.passed(own);
            }
        }

        assertThat(looked).isEqualTo(10);
    }

    @Test
    void passed_underLimitsThatForgetFaster_leavesTheFailuresOfOthers() {
        assertThat(wrong("10.0.0.1", "alice", 1)).isEqualTo(1);
        for (int name = 0; name < 8; name++) {
            assertThat(wrong("10.0.0.1", "name-" + name, 1)).isEqualTo(1);
        }
        ThrottleSettings changed = new ThrottleSettings(LIMITS.address(), new Limit(1000, 600), LIMITS.certificate());
        Throttle.Trial alice = throttle.ofPassword(changed, attempt("10.0.0.1"), "alice");
        assertThat(throttle.enter(alice)).isEmpty();
        throttle.passed(alice);

        assertThat(IntStream.range(0, 10)
                        .map(name -> wrong("10.0.0.1", "other-" + name, 1))
                        .sum())
                .isEqualTo(2);
    }

    /** Its holder can have it checked anew at will, by presenting other certificates beside it. */
    @Test
    void passed_certificate_doesNotPayForThePasswordsThatCameWithIt() {
        ConnectAttempt attempt = Attempts.on("both")
                .certificate(
                        TestCertificateAuthority.root("CN=CA").client("CN=s1").issue())
                .attempt();
        int looked = 0;
        for (int name = 0; name < 100; name++) {
            looked += throttle.enter(throttle.ofPassword(LIMITS, attempt, "name-" + name))
                            .isEmpty()
                    ? 1
                    : 0;
            Throttle.Trial certificate = throttle.ofCertificate(LIMITS, attempt);
            if (throttle.enter(certificate).isEmpty()) {
                throttle.passed(certificate);
            }
        }

        assertThat(looked).isEqualTo(3);
    }

    /** Each gives back what is on the account of the certificate, and that is there only once. */
    @Test
    void passed_manyAtOnceWithOneCertificate_leaveTheFailuresOfOthers() {
        int unused = wrong("10.0.0.1", "alice", 2) + wrong("10.0.0.1", "bob", 2) + wrong("10.0.0.1", "carol", 2);
        ConnectAttempt attempt = withCertificate();
        for (int i = 0; i < 3; i++) {
            assertThat(throttle.enter(throttle.ofCertificate(LIMITS, attempt))).isEmpty();
        }
        nanos.addAndGet(Duration.ofMillis(1).toNanos());
        for (int i = 0; i < 3; i++) {
            throttle.passed(throttle.ofCertificate(LIMITS, attempt));
        }

        assertThat(namesLookedAt()).isEqualTo(4);
    }

    @Test
    void passed_manyAtOnceOfOneName_leaveTheFailuresOfOthers() {
        int unused = wrong("10.0.0.1", "alice", 3) + wrong("10.0.0.1", "bob", 3);
        for (int i = 0; i < 3; i++) {
            assertThat(throttle.enter(trial("10.0.0.1", "carol"))).isEmpty();
        }
        nanos.addAndGet(Duration.ofMillis(1).toNanos());
        for (int i = 0; i < 3; i++) {
            throttle.passed(trial("10.0.0.1", "carol"));
        }

        assertThat(namesLookedAt()).isEqualTo(4);
    }

    @Test
    void passed_aMomentAfterItWasEntered_leavesNothing() {
        Throttle.Trial trial = throttle.ofCertificate(LIMITS, withCertificate());
        assertThat(throttle.enter(trial)).isEmpty();
        nanos.addAndGet(Duration.ofMillis(1).toNanos());
        throttle.passed(trial);

        assertThat(throttle.accounts()).isZero();
    }

    @Test
    void withdrawn_afterAPassHasClearedTheAccount_leavesTheFailuresOfOthers() {
        int unused = wrong("10.0.0.1", "alice", 3) + wrong("10.0.0.1", "bob", 3);
        for (int i = 0; i < 3; i++) {
            assertThat(throttle.enter(trial("10.0.0.1", "carol"))).isEmpty();
        }
        throttle.passed(trial("10.0.0.1", "carol"));
        throttle.withdrawn(trial("10.0.0.1", "carol"));
        throttle.withdrawn(trial("10.0.0.1", "carol"));

        assertThat(namesLookedAt()).isEqualTo(4);
    }

    @Test
    void withdrawn_costsNothing() {
        for (int i = 0; i < 100; i++) {
            Throttle.Trial trial = trial("10.0.0.1", "alice");
            assertThat(throttle.enter(trial)).isEmpty();
            throttle.withdrawn(trial);
        }

        assertThat(throttle.accounts()).isZero();
    }

    @Test
    void enter_manyAddresses_takesBoundedMemory() {
        for (int i = 0; i < 20_000; i++) {
            int unused = wrong("10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255), "alice", 1);
        }

        assertThat(throttle.accounts()).isLessThanOrEqualTo(2000);
    }

    /** What is asked for often stays, whatever passes by. */
    @Test
    void enter_whileManyAddressesPassBy_aGuesserThatGoesOnIsStillTurnedAway() {
        int looked = 0;
        for (int i = 0; i < 20_000; i++) {
            int unused = wrong("10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255), "name-" + i, 1);
            looked += wrong("192.0.2.1", "alice", 1);
        }

        assertThat(looked).isLessThan(100);
    }

    /** How much room the address has. */
    private int namesLookedAt() {
        return IntStream.range(0, 20)
                .map(name -> wrong("10.0.0.1", "other-" + name, 1))
                .sum();
    }

    private static ConnectAttempt withCertificate() {
        return Attempts.on("mtls")
                .from(parsed("10.0.0.1"))
                .certificate(
                        TestCertificateAuthority.root("CN=CA").client("CN=s1").issue())
                .attempt();
    }

    private int wrong(String address, String name, int times) {
        int looked = 0;
        for (int i = 0; i < times; i++) {
            looked += refusal(address, name).isEmpty() ? 1 : 0;
        }
        return looked;
    }

    private void right(String address, String name) {
        Throttle.Trial trial = trial(address, name);
        assertThat(throttle.enter(trial)).isEmpty();
        throttle.passed(trial);
    }

    private Optional<Refusal> refusal(String address, String name) {
        return throttle.enter(trial(address, name));
    }

    private Throttle.Trial trial(String address, String name) {
        return throttle.ofPassword(LIMITS, attempt(address), name);
    }

    private static ConnectAttempt attempt(String address) {
        Attempts any = Attempts.on("tls");
        return (address.isEmpty() ? any.fromNowhere() : any.from(parsed(address))).attempt();
    }

    private static InetAddress parsed(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(address, e);
        }
    }
}

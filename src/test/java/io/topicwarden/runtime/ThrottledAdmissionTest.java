/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.identity.password.PasswordVerifier;
import io.topicwarden.policy.ReasonCode;
import io.topicwarden.testing.IssuedCertificate;
import io.topicwarden.testing.TestCertificateAuthority;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is turned away for too many wrong credentials, and who is not. */
final class ThrottledAdmissionTest {

    private static final String LIMITS =
            "throttle: {address: {burst: 6, per-minute: 1}, identity: {burst: 2, per-minute: 1}, "
                    + "certificate: {burst: 2, per-minute: 1}}\n";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final AtomicLong nanos = new AtomicLong();
    private final Throttle throttle = new Throttle(nanos::get);
    private final ActiveSnapshot active = new ActiveSnapshot();
    private final PasswordVerifier passwords = new PasswordVerifier(1, 16, InstantSource.system());
    private final Admission admission = new Admission(active, passwords, throttle, new LiveClients());

    @SuppressWarnings("NullAway.Init")
    private Conf conf;

    @BeforeEach
    void load() {
        conf = new Conf(folder).write("topicwarden.yaml", Conf.SETTINGS + LIMITS);
        active.swap(conf.load());
    }

    @AfterEach
    void close() {
        passwords.close();
    }

    @Test
    void connect_manyWrongPasswords_throttledBeforeTheNextIsHashed() {
        assertReasons(alice(), "wrong", ReasonCode.BAD_CREDENTIALS, ReasonCode.BAD_CREDENTIALS, ReasonCode.THROTTLED);

        assertThat(admission.begin(alice().attempt(), bytes("another"))).isInstanceOf(Admission.Step.Decided.class);
    }

    @Test
    void connect_rightPasswordAfterTooManyWrongOnes_throttledUntilOneIsForgotten() {
        assertReasons(alice(), "wrong", ReasonCode.BAD_CREDENTIALS, ReasonCode.BAD_CREDENTIALS);
        assertReasons(alice(), Conf.PASSWORD, ReasonCode.THROTTLED);

        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        assertAdmitted(alice(), Conf.PASSWORD);
    }

    @Test
    void connect_whileSomebodyGuessesElsewhere_admitted() {
        guess(alice(), 20);

        assertAdmitted(alice().from(address("192.0.2.9")), Conf.PASSWORD);
    }

    @Test
    void connect_verifiedBefore_recognisedWhileSomebodyGuessesAtTheSameAddress() {
        assertAdmitted(alice(), Conf.PASSWORD);
        guess(alice(), 20);
        for (int i = 0; i < 20; i++) {
            guess(alice().username("name-" + i), 1);
        }
        assertReasons(alice().username("bob"), "x", ReasonCode.THROTTLED);

        assertAdmitted(alice(), Conf.PASSWORD);
    }

    @Test
    void connect_recognised_clearsNothing() {
        assertAdmitted(alice(), Conf.PASSWORD);
        guess(alice(), 2);
        assertAdmitted(alice(), Conf.PASSWORD);

        assertReasons(alice(), "wrong", ReasonCode.THROTTLED);
    }

    @Test
    void connect_rightPassword_clearsWhatWasWrong() {
        guess(alice(), 1);
        assertAdmitted(alice(), Conf.PASSWORD);

        assertThat(throttle.accounts()).isZero();
    }

    /** A fleet that shares an identity comes in together. */
    @Test
    void connect_manyWithOneRightPasswordAtOnce_allAdmitted() {
        List<CompletableFuture<Admission.Outcome>> answers = IntStream.range(0, 50)
                .mapToObj(i -> begin(alice().clientId("alice-" + i), Conf.PASSWORD))
                .toList();

        assertThat(answers).allSatisfy(answer -> assertThat(
                        answer.orTimeout(30, TimeUnit.SECONDS).join())
                .isInstanceOf(Admission.Outcome.Admitted.class));
        assertThat(throttle.accounts()).isZero();
    }

    @Test
    void connect_unknownNames_throttledByTheAddress() {
        for (int i = 0; i < 6; i++) {
            assertReasons(alice().username("name-" + i), "x", ReasonCode.UNKNOWN_IDENTITY);
        }

        assertReasons(alice().username("name-6"), "x", ReasonCode.THROTTLED);
        assertThat(throttle.byAddress()).isEqualTo(1);
    }

    @Test
    void connect_checksThatFindNoRoom_costNothing() {
        passwords.close();
        assertReasons(alice(), "wrong", ReasonCode.THROTTLED);

        assertThat(throttle.accounts()).isZero();
    }

    @Test
    void connect_untrustedCertificate_throttledForThisOneAndRecognisedOnesGoOn() {
        Attempts sensor = sensor(conf.ca.client("CN=s1,OU=assembly").issue());
        assertAdmitted(sensor, "");
        Attempts stranger = sensor(
                TestCertificateAuthority.root("CN=Other CA").client("CN=s1").issue());

        ReasonCode untrusted = ReasonCode.CERTIFICATE_UNTRUSTED;
        assertReasons(stranger, "", untrusted, untrusted, ReasonCode.THROTTLED);
        assertReasons(stranger.from(address("192.0.2.9")), "", untrusted);
        assertAdmitted(sensor, "");
        assertAdmitted(sensor(conf.ca.client("CN=s1,OU=assembly").issue()), "");
    }

    @Test
    void connect_manyUntrustedCertificates_throttledByTheAddress() {
        TestCertificateAuthority other = TestCertificateAuthority.root("CN=Other CA");
        for (int i = 0; i < 6; i++) {
            assertReasons(sensor(other.client("CN=s1").issue()), "", ReasonCode.CERTIFICATE_UNTRUSTED);
        }

        assertReasons(sensor(other.client("CN=s1").issue()), "", ReasonCode.THROTTLED);
    }

    /** The operator has let it run out: the plant must not wait the longer for it. */
    @Test
    void connect_withoutARevocationList_isNeverThrottled() {
        conf.write("topicwarden.yaml", (Conf.SETTINGS + LIMITS).replaceAll("(?m)^  revocation-lists:.*\\n", ""));
        active.swap(conf.load());
        Attempts sensor = sensor(conf.ca.client("CN=s1,OU=assembly").issue());

        for (int i = 0; i < 20; i++) {
            assertReasons(sensor, "", ReasonCode.REVOCATION_UNKNOWN);
        }
    }

    @Test
    void connect_manyNamesWithOneCertificate_throttledByTheCertificate() {
        conf.write(
                "topicwarden.yaml",
                (Conf.SETTINGS + LIMITS)
                        .replace(
                                "certificate-and-password\n",
                                "certificate-and-password\n    identity: ${username}\n    client-id: ${cert.cn}\n"));
        active.swap(conf.load());
        IssuedCertificate one = conf.ca.client("CN=s1").issue();
        Attempts both = Attempts.on("both").clientId("s1").certificate(one);

        assertReasons(both.username("name-1"), "x", ReasonCode.UNKNOWN_IDENTITY);
        assertReasons(both.username("name-2"), "x", ReasonCode.UNKNOWN_IDENTITY);
        assertReasons(both.username("name-3"), "x", ReasonCode.THROTTLED);
        assertThat(throttle.byCertificate()).isEqualTo(1);
    }

    @Test
    void connect_otherLimitsInForce_holdAtOnce() {
        guess(alice(), 2);
        conf.write("topicwarden.yaml", Conf.SETTINGS + LIMITS.replace("burst: 2", "burst: 3"));
        active.swap(conf.load());

        assertReasons(alice(), "wrong", ReasonCode.BAD_CREDENTIALS, ReasonCode.THROTTLED);
    }

    private static Attempts alice() {
        return Attempts.on("tls").username("alice").clientId("alice-1");
    }

    private static Attempts sensor(IssuedCertificate certificate) {
        return Attempts.on("mtls").certificate(certificate);
    }

    private void guess(Attempts attempts, int times) {
        for (int i = 0; i < times; i++) {
            Admission.Outcome unused = decide(attempts, "guess-" + i);
        }
    }

    private void assertReasons(Attempts attempts, String password, ReasonCode... reasons) {
        List<ReasonCode> answers = IntStream.range(0, reasons.length)
                .mapToObj(i -> decide(attempts, password))
                .map(outcome -> ((Admission.Outcome.Refused) outcome).refusal().reason())
                .toList();
        assertThat(answers).containsExactly(reasons);
    }

    private void assertAdmitted(Attempts attempts, String password) {
        assertThat(decide(attempts, password)).isInstanceOf(Admission.Outcome.Admitted.class);
    }

    private Admission.Outcome decide(Attempts attempts, String password) {
        return begin(attempts, password).orTimeout(30, TimeUnit.SECONDS).join();
    }

    private CompletableFuture<Admission.Outcome> begin(Attempts attempts, String password) {
        Admission.Step step = admission.begin(attempts.attempt(), bytes(password));
        if (step instanceof Admission.Step.Decided decided) {
            return CompletableFuture.completedFuture(decided.outcome());
        }
        CompletableFuture<Admission.Outcome> answer = new CompletableFuture<>();
        ((Admission.Step.NeedsPassword) step).check().run(answer::complete);
        return answer;
    }

    private static Optional<byte[]> bytes(String password) {
        return Optional.of(password.getBytes(StandardCharsets.UTF_8));
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}

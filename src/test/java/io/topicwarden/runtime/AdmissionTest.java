/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.engine.Decision;
import io.topicwarden.identity.password.PasswordVerifier;
import io.topicwarden.policy.ReasonCode;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AdmissionTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final ActiveSnapshot active = new ActiveSnapshot();
    private final LiveClients live = new LiveClients();
    private final PasswordVerifier passwords = new PasswordVerifier(1, 16, InstantSource.system());
    private final Admission admission = new Admission(active, passwords, new Throttle(System::nanoTime), live);

    @SuppressWarnings("NullAway.Init")
    private Conf conf;

    @BeforeEach
    void load() {
        conf = new Conf(folder);
        active.swap(conf.load());
    }

    @AfterEach
    void close() {
        passwords.close();
    }

    @Test
    void connect_nothingLoaded_notReady() {
        Admission unready = new Admission(new ActiveSnapshot(), passwords, new Throttle(System::nanoTime), live);

        assertThat(unready.begin(sensor().attempt(), Optional.empty()))
                .isEqualTo(new Admission.Step.Decided(
                        new Admission.Outcome.Refused(Admission.NOT_READY, Optional.empty(), Optional.empty())));
    }

    @Test
    void connect_goodCertificate_admittedUnderItsCommonName() {
        assertThat(admitted(sensor(), Optional.empty()).client().identity()).hasValue("s1");
    }

    @Test
    void connect_goodPassword_admittedWithItsAttributes() {
        ConnectedClient client = admitted(alice(), Optional.of(Conf.PASSWORD));

        assertThat(client.client().attributes()).containsKey("site");
        assertThat(client.publish("plants/brussels/status", 1, false, 0).isAllowed())
                .isTrue();
        assertThat(client.publish("plants/ghent/status", 1, false, 0).isAllowed())
                .isFalse();
    }

    @Test
    void connect_passwordVerifiedBefore_decidedAtOnce() {
        ConnectedClient unused = admitted(alice(), Optional.of(Conf.PASSWORD));

        assertThat(admission.begin(alice().attempt(), bytes(Conf.PASSWORD)))
                .isInstanceOfSatisfying(Admission.Step.Decided.class, decided -> assertThat(decided.outcome())
                        .isInstanceOf(Admission.Outcome.Admitted.class));
    }

    @Test
    void connect_unnamedListener_refused() {
        assertReason(Attempts.on("other"), Optional.empty(), ReasonCode.LISTENER_NOT_CONFIGURED);
    }

    @Test
    void connect_fromOutsideTheNetworks_refused() throws UnknownHostException {
        assertReason(
                Attempts.on("local").username("alice").from(InetAddress.getByName("10.0.0.1")),
                Optional.of(Conf.PASSWORD),
                ReasonCode.NETWORK);
    }

    @Test
    void connect_oldOrUnknownTls_refused() {
        assertReason(sensor().tls(Optional.of("TLSv1.1")), Optional.empty(), ReasonCode.TLS_VERSION);
        assertReason(sensor().tls(Optional.of("SSLv3")), Optional.empty(), ReasonCode.TLS_VERSION);
    }

    @Test
    void connect_blocked_refusedBeforeItsCredentialsAreLookedAt() {
        assertReason(Attempts.on("tls").clientId("rogue-7"), Optional.empty(), ReasonCode.BLOCKED);
    }

    @Test
    void connect_blocked_theRecordHasThePlaceAndTheReasonIfThereIsOne() {
        Attempts rogue = Attempts.on("tls").clientId("rogue-7");
        assertMessage(rogue, "blocked by policy.yaml:15: INC-1234");

        conf.write("policy.yaml", Conf.POLICY.replace("    reason: INC-1234\n", ""));
        active.swap(conf.load());

        assertMessage(rogue, "blocked by policy.yaml:15");
    }

    @Test
    void connect_blockedIdentityOnlyClaimed_refused() {
        conf.write("policy.yaml", Conf.POLICY.replace("client-id: rogue-*", "identity: alice"));
        active.swap(conf.load());

        assertReason(alice(), Optional.of("wrong"), ReasonCode.BLOCKED);
    }

    @Test
    void connect_passwordWithoutTls_refusedUnlessPermitted() {
        assertReason(alice().tls(Optional.empty()), Optional.of(Conf.PASSWORD), ReasonCode.PLAINTEXT_CREDENTIALS);
        ConnectedClient unused = admitted(
                Attempts.on("local").clientId("alice").username("alice").tls(Optional.empty()),
                Optional.of(Conf.PASSWORD));
    }

    @Test
    void connect_withoutUsernameOrPassword_refused() {
        assertReason(Attempts.on("tls"), Optional.of(Conf.PASSWORD), ReasonCode.CREDENTIALS_MISSING);
        assertReason(Attempts.on("tls").username(""), Optional.of(Conf.PASSWORD), ReasonCode.CREDENTIALS_MISSING);
        assertReason(alice(), Optional.empty(), ReasonCode.CREDENTIALS_MISSING);
    }

    @Test
    void connect_enhancedAuthentication_refused() {
        assertReason(sensor().method("SCRAM-SHA-256"), Optional.empty(), ReasonCode.CREDENTIALS_MISSING);
    }

    @Test
    void connect_wrongPassword_refused() {
        assertReason(alice(), Optional.of("wrong"), ReasonCode.BAD_CREDENTIALS);
        assertReason(alice(), Optional.of(""), ReasonCode.BAD_CREDENTIALS);
    }

    @Test
    void connect_unknownUser_refused() {
        assertReason(alice().username("bob"), Optional.of(Conf.PASSWORD), ReasonCode.UNKNOWN_IDENTITY);
    }

    @Test
    void connect_identityWithoutPassword_refused() {
        assertReason(
                Attempts.on("tls").username("alice-b").clientId("alice-b-1"),
                Optional.of(Conf.PASSWORD),
                ReasonCode.BAD_CREDENTIALS);
    }

    @Test
    void connect_disabledIdentity_refusedThoughItsPasswordIsRight() {
        assertReason(
                Attempts.on("tls").username("mallory").clientId("mallory-1"),
                Optional.of(Conf.PASSWORD),
                ReasonCode.DISABLED);
    }

    @Test
    void connect_certificateMissing_refused() {
        assertReason(Attempts.on("mtls"), Optional.empty(), ReasonCode.CERTIFICATE_MISSING);
    }

    @Test
    void connect_unknownIdentityWhereOneIsRequired_refused() {
        assertReason(
                Attempts.on("known").certificate(conf.ca.client("CN=s1").issue()),
                Optional.empty(),
                ReasonCode.UNKNOWN_IDENTITY);
    }

    @Test
    void connect_certificateWithTwoCommonNames_refusedForWantOfOneName() {
        assertReason(
                Attempts.on("mtls").certificate(conf.ca.client("CN=s1,CN=s2").issue()),
                Optional.empty(),
                ReasonCode.UNKNOWN_IDENTITY);
    }

    @Test
    void connect_anotherClientId_refused() {
        for (String clientId : new String[] {"s2", "s1/", "+", "#", "s1\n", "", "S1"}) {
            assertReason(sensor().clientId(clientId), Optional.empty(), ReasonCode.CLIENT_ID);
        }
    }

    @Test
    void connect_withoutClientId_theRecordSaysThatTheBrokerMadeOne() {
        assertMessage(
                sensor().clientId("hmq_dhlNQ_0_03935644246c38e9da54f36950a4f188"),
                "client identifier `hmq_dhlNQ_0_03935644246c38e9da54f36950a4f188` is not `s1`: the client sent none,"
                        + " so the broker made this one");
        assertMessage(sensor().clientId("hmq_x"), "client identifier `hmq_x` is not `s1`");
    }

    @Test
    void connect_openTemplate_anyEndIsPermitted() {
        ConnectedClient unused = admitted(alice().clientId("alice-"), Optional.of(Conf.PASSWORD));
        ConnectedClient unusedToo = admitted(alice().clientId("alice-x"), Optional.of(Conf.PASSWORD));
        assertReason(alice().clientId("alice"), Optional.of(Conf.PASSWORD), ReasonCode.CLIENT_ID);
    }

    @Test
    void connect_clientIdOfALongerIdentity_refused() {
        assertReason(alice().clientId("alice-b-1"), Optional.of(Conf.PASSWORD), ReasonCode.CLIENT_ID);
    }

    @Test
    void connect_templateWhoseOtherPartsHoldTheName_theLongerIdentityStillOwns() {
        conf.write(
                "topicwarden.yaml",
                Conf.SETTINGS.replace("client-id: ${username}-*", "client-id: x-alice-${username}-*"));
        active.swap(conf.load());

        assertReason(alice().clientId("x-alice-alice-b-1"), Optional.of(Conf.PASSWORD), ReasonCode.CLIENT_ID);
        ConnectedClient unused = admitted(alice().clientId("x-alice-alice-1"), Optional.of(Conf.PASSWORD));
    }

    @Test
    void connect_clientIdInUseByAnotherIdentity_refused() {
        live.add(admitted(alice(), Optional.of(Conf.PASSWORD)));

        assertReason(
                Attempts.on("mtls")
                        .clientId("alice-1")
                        .certificate(conf.ca.client("CN=alice-1").issue()),
                Optional.empty(),
                ReasonCode.CLIENT_ID);
    }

    @Test
    void connect_certificateAndPassword_userNameMustBeTheCertificatesName() {
        Attempts both = Attempts.on("both").clientId("alice").username("alice");

        ConnectedClient unused =
                admitted(both.certificate(conf.ca.client("CN=alice").issue()), Optional.of(Conf.PASSWORD));
        assertReason(
                both.clientId("mallory")
                        .certificate(conf.ca.client("CN=mallory").issue()),
                Optional.of(Conf.PASSWORD),
                ReasonCode.UNKNOWN_IDENTITY);
        assertReason(both, Optional.of(Conf.PASSWORD), ReasonCode.CERTIFICATE_MISSING);
    }

    @Test
    void connect_certificateAndPassword_theRecordSaysWhoseNameTheUserNameIsNot() {
        Attempts both = Attempts.on("both").clientId("s1").username("alice");

        assertMessage(
                both.certificate(conf.ca.client("CN=s1").issue()),
                "the user name is not `s1`, as the certificate has it");
        assertMessage(
                both.certificate(conf.ca.client("CN=s1,CN=alice").issue()),
                "`${cert.cn}` has no single value in this client's credentials");
        assertMessage(
                both.username("s1").certificate(conf.ca.client("CN=s1").issue()), "no identity goes by this user name");
    }

    @Test
    void connect_usernameOnACertificateListener_isNotBelieved() {
        assertThat(admitted(sensor().username("alice"), Optional.empty())
                        .client()
                        .username())
                .isEmpty();
    }

    @Test
    void connect_willNotPermitted_refusedForTheWill() {
        Admission.Outcome outcome = decide(sensor().will("plants/paint/s1/measurements"), Optional.empty());

        assertThat(outcome)
                .isInstanceOfSatisfying(Admission.Outcome.Refused.class, refused -> assertThat(refused.will())
                        .isPresent());
        ConnectedClient unused = admitted(sensor().will("plants/assembly/s1/measurements"), Optional.empty());
    }

    @Test
    void connect_willToAReservedTopic_refused() {
        assertReason(sensor().will("$SYS/x"), Optional.empty(), ReasonCode.RESERVED_TOPIC);
    }

    @Test
    void decide_afterAnotherSnapshot_underTheNewOne() {
        ConnectedClient client = admitted(sensor(), Optional.empty());
        assertThat(client.publish("plants/assembly/s1/measurements", 0, false, 1)
                        .isAllowed())
                .isTrue();

        conf.write("policy.yaml", Conf.POLICY.replace("measurements", "other"));
        active.swap(conf.load());

        assertThat(client.publish("plants/assembly/s1/measurements", 0, false, 1)
                        .isAllowed())
                .isFalse();
        assertThat(client.publish("plants/assembly/s1/other", 0, false, 1).isAllowed())
                .isTrue();
    }

    @Test
    void decide_afterTheClientWouldNotBeAdmittedAnyMore_nothingIsPermitted() {
        ConnectedClient client = admitted(sensor(), Optional.empty());

        conf.write("policy.yaml", Conf.POLICY.replace("rogue-*", "s1"));
        active.swap(conf.load());

        assertThat(client.publish("plants/assembly/s1/measurements", 0, false, 1))
                .isInstanceOfSatisfying(Decision.Denied.class, denied -> assertThat(denied.reason())
                        .isEqualTo(ReasonCode.BLOCKED));
    }

    @Test
    void decide_afterTheListenerWasRemoved_nothingIsPermitted() {
        ConnectedClient client = admitted(alice(), Optional.of(Conf.PASSWORD));

        conf.write("topicwarden.yaml", "version: 1\n");
        active.swap(conf.load());

        assertThat(client.subscribe("plants/brussels/status", 0).denied()).isPresent();
    }

    private void assertMessage(Attempts attempts, String message) {
        assertThat(decide(attempts, Optional.of(Conf.PASSWORD)))
                .isInstanceOfSatisfying(
                        Admission.Outcome.Refused.class,
                        refused -> assertThat(refused.refusal().message()).isEqualTo(message));
    }

    private Attempts sensor() {
        return Attempts.on("mtls")
                .certificate(conf.ca.client("CN=s1,OU=assembly").issue());
    }

    private static Attempts alice() {
        return Attempts.on("tls").username("alice").clientId("alice-1");
    }

    private ConnectedClient admitted(Attempts attempts, Optional<String> password) {
        Admission.Outcome outcome = decide(attempts, password);
        assertThat(outcome).isInstanceOf(Admission.Outcome.Admitted.class);
        return ((Admission.Outcome.Admitted) outcome).client();
    }

    private void assertReason(Attempts attempts, Optional<String> password, ReasonCode reason) {
        assertThat(decide(attempts, password))
                .isInstanceOfSatisfying(Admission.Outcome.Refused.class, refused -> assertThat(
                                refused.refusal().reason())
                        .as(refused.refusal().message())
                        .isEqualTo(reason));
    }

    private Admission.Outcome decide(Attempts attempts, Optional<String> password) {
        Admission.Step step = admission.begin(attempts.attempt(), password.flatMap(AdmissionTest::bytes));
        if (step instanceof Admission.Step.Decided decided) {
            return decided.outcome();
        }
        CompletableFuture<Admission.Outcome> answer = new CompletableFuture<>();
        ((Admission.Step.NeedsPassword) step).check().run(answer::complete);
        return answer.orTimeout(30, TimeUnit.SECONDS).join();
    }

    private static Optional<byte[]> bytes(String password) {
        return Optional.of(password.getBytes(StandardCharsets.UTF_8));
    }
}

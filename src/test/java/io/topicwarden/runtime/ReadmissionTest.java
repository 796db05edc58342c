/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.engine.Decision;
import io.topicwarden.policy.ReasonCode;
import io.topicwarden.testing.IssuedCertificate;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever becomes of its listener, a client that is connected is decided as one that connects anew would be. */
final class ReadmissionTest extends RevokerCase {

    private static final String LISTENER = "authenticate: certificate-and-password";

    private static final List<String> LISTENERS = List.of(
            LISTENER,
            LISTENER + "\n    identity: ${username}",
            LISTENER + "\n    identity: ${cert.ou}",
            "authenticate: password",
            "authenticate: password\n    identity: ${username}-b",
            "authenticate: certificate",
            "authenticate: certificate\n    identity: ${cert.ou}\n    client-id: ${cert.cn}");

    private static final List<String> TOPICS = List.of("certified", "sealed", "named", "mine/alice", "mine/alice-b");

    private static final String POLICY =
            """
            version: 1
            roles:
              operator:
                permissions:
                  - allow: publish
                    topics: [sealed]
                  - {allow: publish, topics: certified, when: {certificate: {issuer-cn: Plant CA}}}
                  - {deny: publish, topics: sealed, when: {certificate: {issuer-cn: Plant CA}}}
                  - {allow: publish, topics: named, when: {username: alice}}
                  - {allow: publish, topics: mine/alice, when: {identity: alice}}
                  - {allow: publish, topics: mine/alice-b, when: {identity: alice-b}}
            """;

    static Stream<Arguments> changes() {
        return LISTENERS.stream().flatMap(before -> LISTENERS.stream().map(after -> Arguments.of(before, after)));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void enforce_listenerChanged_liveClientIsDecidedAsANewOne(String before, String after) {
        conf.write("policy.yaml", POLICY);
        IssuedCertificate certificate = conf.ca.client("CN=alice,OU=alice-b").issue();
        listen(before);
        if (!(connect(certificate) instanceof Admission.Outcome.Admitted admitted)) {
            assertThat(before).as("`alice-b` has no password").containsAnyOf("${username}-b", "${cert.ou}");
            return;
        }
        ConnectedClient connected = admitted.client();
        revoker.admitted(connected);
        listen(after);
        assertThat(live.remove(connected)).isTrue();
        Admission.Outcome anew = connect(certificate);

        if (needsPassword(after) && !needsPassword(before)) {
            assertDenied(connected, ReasonCode.CREDENTIALS_MISSING); // its password has not been checked
        } else if (anew instanceof Admission.Outcome.Admitted fresh) {
            assertSame(connected, fresh.client());
        } else {
            assertDenied(connected, ReasonCode.BAD_CREDENTIALS); // its password is not that of whoever is asked for now
        }
    }

    private static boolean needsPassword(String listener) {
        return listener.contains("password");
    }

    private static void assertSame(ConnectedClient connected, ConnectedClient fresh) {
        assertThat(TOPICS)
                .allSatisfy(topic -> assertThat(publish(connected, topic).isAllowed())
                        .as(topic)
                        .isEqualTo(publish(fresh, topic).isAllowed()));
        assertThat(connected.certifiedUntil()).isEqualTo(fresh.certifiedUntil());
        assertThat(connected.identity()).isEqualTo(fresh.identity());
        assertThat(connected.peer()).isEqualTo(fresh.peer());
    }

    private static void assertDenied(ConnectedClient connected, ReasonCode reason) {
        assertThat(TOPICS).allSatisfy(topic -> assertThat(publish(connected, topic))
                .as(topic)
                .isInstanceOfSatisfying(Decision.Denied.class, denied -> assertThat(denied.reason())
                        .isEqualTo(reason)));
    }

    private void listen(String listener) {
        conf.write("topicwarden.yaml", Conf.SETTINGS.replace(LISTENER, listener));
        revoker.enforce(conf.load());
    }

    private Admission.Outcome connect(IssuedCertificate certificate) {
        Admission admission = new Admission(active, passwords, new Throttle(System::nanoTime), live);
        ConnectAttempt attempt = Attempts.on("both")
                .username("alice")
                .clientId("alice")
                .certificate(certificate)
                .attempt();
        return outcome(admission.begin(attempt, Optional.of(Conf.PASSWORD.getBytes(StandardCharsets.UTF_8))));
    }

    private static Decision publish(ConnectedClient client, String topic) {
        return client.publish(topic, 0, false, 0);
    }
}

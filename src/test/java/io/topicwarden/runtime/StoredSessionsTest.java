/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.runtime.PacketGates.Traffic;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is queued for a session is decided at delivery unless all who held it can have let in nothing that is forbidden. */
final class StoredSessionsTest extends RevokerCase {

    private static final String ID = "alice-3";

    @BeforeEach
    void filterAndLeaveASessionThatIsClean() {
        conf.write("topicwarden.yaml", Conf.SETTINGS + "subscriptions: {partly-permitted: filter}\n");
        revoker.enforce(conf.load());
        sessions.held = List.of();
        gone(connected());
    }

    private ConnectedClient connected() {
        return connected(attempt());
    }

    private ConnectedClient connected(Attempts attempt) {
        ConnectedClient client = admitted(attempt);
        assertThat(client.markAccepted()).isTrue();
        return client;
    }

    private ConnectedClient resumed() {
        return resumed(attempt());
    }

    private ConnectedClient resumed(Attempts attempt) {
        ConnectedClient client = connected(attempt);
        assertThat(revoker.resume(client, true).join()).isEmpty();
        return client;
    }

    private static Attempts attempt() {
        return Attempts.on("tls").username("alice").clientId(ID);
    }

    private static InetAddress elsewhere() throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {10, 0, 0, 7});
    }

    private void gone(ConnectedClient client) {
        assertThat(live.remove(client)).isTrue();
        revoker.ended(client, false);
    }

    /** A subscription that it gives up again, of which messages can be queued still. */
    private static void letInMore(ConnectedClient client) {
        assertThat(client.subscribe("plants/#", 1).filtered()).isTrue();
    }

    @Test
    void resume_leftClean_isNotDecidedAtDelivery() {
        assertThat(resumed().isUp(Traffic.DELIVERIES)).isFalse();
    }

    @Test
    void resume_leftWithoutASession_isDecidedAtDelivery() {
        ConnectedClient before = connected();
        revoker.begins(before, false);
        gone(before);

        assertThat(resumed().isUp(Traffic.DELIVERIES)).isTrue();
    }

    /** It may have been permitted more over the other version, and have given up a subscription of which messages wait. */
    @Test
    void resume_leftCleanOverAnotherTlsVersion_isDecidedAtDelivery() {
        assertThat(resumed(attempt().tls(Optional.of("TLSv1.2"))).isUp(Traffic.DELIVERIES))
                .isTrue();
    }

    @Test
    void resume_leftCleanAtAnotherAddressThatNoConditionAsksFor_isNotDecidedAtDelivery() throws UnknownHostException {
        assertThat(resumed(attempt().from(elsewhere())).isUp(Traffic.DELIVERIES))
                .isFalse();
    }

    @Test
    void resume_leftCleanAtAnotherAddressThatAConditionAsksFor_isDecidedAtDelivery() throws UnknownHostException {
        String allow = "- {allow: subscribe, topics: a, when: {network: 127.0.0.0/8}}\n";
        conf.write("policy.yaml", Conf.POLICY.replace("/status\n", "/status\n      " + allow));
        revoker.enforce(conf.load());
        gone(connected());

        assertThat(resumed(attempt().from(elsewhere())).isUp(Traffic.DELIVERIES))
                .isTrue();
    }

    @Test
    void resume_leftByOneThatLetInMore_isDecidedAtDelivery() {
        ConnectedClient before = resumed();
        letInMore(before);
        gone(before);

        assertThat(resumed().isUp(Traffic.DELIVERIES)).isTrue();
    }

    @Test
    void resume_takingThePlaceOfOneThatLetInMore_isDecidedAtDelivery() {
        letInMore(resumed());

        assertThat(resumed().isUp(Traffic.DELIVERIES)).isTrue();
    }

    @Test
    void resume_takingThePlaceOfOneThatMayYetLetInMore_isDecidedAtDelivery() {
        ConnectedClient before = resumed();
        ConnectedClient after = resumed();
        letInMore(before);

        assertThat(after.isUp(Traffic.DELIVERIES)).isTrue();
    }

    @Test
    void resume_cleanEndToldAfterItsSuccessorLetInMore_isDecidedAtDelivery() {
        ConnectedClient first = resumed();
        ConnectedClient second = resumed();
        letInMore(second);
        gone(second);
        gone(first);

        assertThat(resumed().isUp(Traffic.DELIVERIES)).isTrue();
    }

    @Test
    void resume_cleanEndToldWhileItsSuccessorIsThere_saysNothingOfWhatThatLeaves() {
        ConnectedClient first = resumed();
        ConnectedClient second = resumed();
        gone(first);
        letInMore(second);

        assertThat(resumed().isUp(Traffic.DELIVERIES)).isTrue();
    }
}

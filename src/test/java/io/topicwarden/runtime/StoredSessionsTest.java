/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.runtime.PacketGates.Traffic;
import java.util.List;
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
        ConnectedClient client = admitted(Attempts.on("tls").username("alice").clientId(ID));
        assertThat(client.markAccepted()).isTrue();
        return client;
    }

    private ConnectedClient resumed() {
        ConnectedClient client = connected();
        assertThat(revoker.resume(client, true).join()).isEmpty();
        return client;
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

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.it.broker.Await;
import io.topicwarden.it.broker.Broker;
import io.topicwarden.it.broker.Listener;
import io.topicwarden.it.broker.Proxy;
import io.topicwarden.it.client.Client;
import io.topicwarden.it.client.Library;
import io.topicwarden.it.client.Login;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two brokers on one database, one of them over a wire that can be cut. */
final class FleetIT {

    private static final String HASH = Site.HASH.replace("\"", "");
    private static final Site SITE = new Site();

    private static Database database;
    private static Proxy wire;
    private static Broker first;
    private static Broker second;

    @BeforeAll
    static void start() {
        database = new Database();
        database.push(Database.policy("before"));
        wire = Proxy.to(database.server().port());
        first = broker(database.server().port(), "broker1");
        second = broker(wire.port(), "broker2");
    }

    @AfterAll
    static void stop() {
        first.close();
        second.close();
        wire.close();
        database.close();
    }

    @BeforeEach
    void identities() {
        for (String name : List.of("alice", "bob", "carol")) {
            database.identity(name, HASH);
        }
    }

    @Test
    void push_isInForceOnBoth_andADeviceKeepsItsRightsFromOneToTheOther() {
        try (Client here = connected(first, "alice-1");
                Client there = connected(second, "alice-2")) {
            database.push(Database.policy("pushed"));

            Await.until("the push on the first", () -> may(here, "pushed"));
            Await.until("the push on the second", () -> may(there, "pushed"));
        }
        try (Client moved = connected(second, "alice-1")) {
            assertThat(may(moved, "pushed")).isTrue();
            assertThat(may(moved, "other")).isFalse();
        }
    }

    @Test
    void identity_disabled_isDisconnectedFromBothAndRefused() {
        try (Client here = connected(first, "bob-1");
                Client there = connected(second, "bob-2")) {
            database.server().execute("UPDATE topicwarden.identity SET enabled = false WHERE name = 'bob'");

            Await.until("the end on the first", () -> !here.connected());
            Await.until("the end on the second", () -> !there.connected());
        }
        assertThat(Site.refused(first, Library.HIVEMQ_5, user(first, "bob-3")).reason())
                .isEqualTo("disabled");
    }

    @Test
    void role_withdrawn_takesTheSubscription() {
        database.push(Database.policy("news"));
        try (Client client = connected(first, "carol-1")) {
            Await.until("the push", () -> client.subscribe("news", 1).accepted());
            database.server().execute("UPDATE topicwarden.identity SET roles = '{}' WHERE name = 'carol'");

            Await.until("the withdrawal", () -> !client.subscribe("news", 1).accepted());
        }
    }

    @Test
    void identifierOfALongerIdentity_inTheDatabaseOnly_isRefused() {
        database.identity("alice-x", HASH);

        assertThat(Site.refused(first, Library.HIVEMQ_5, Site.user(first, "plain", "alice", "alice-x-1"))
                        .reason())
                .isEqualTo("client-id");
    }

    @Test
    void revision_thatIsInvalid_isRefusedAndSaidInTheDatabase() {
        database.push(Database.policy("good"));
        try (Client client = connected(first, "alice-9")) {
            Await.until("the good one", () -> may(client, "good"));
            long bad = database.push("version: 1\nroles: {device: {}}\n");

            Await.until(
                    "the refusals in the table",
                    () -> database.count("SELECT count(*) FROM topicwarden.broker_status WHERE refused_revision = "
                                    + bad + " AND revision = " + (bad - 1)
                                    + " AND refused_because LIKE '%missing-key%'")
                            == 2);
            assertThat(may(client, "good")).isTrue();
        }
        database.push(Database.policy("good"));
    }

    @Test
    void broker_cutOff_goesOnAndCatchesUp() {
        database.push(Database.policy("together"));
        try (Client here = connected(first, "alice-4");
                Client there = connected(second, "alice-5")) {
            Await.until("the push on the second", () -> may(there, "together"));
            wire.cut();
            try {
                database.push(Database.policy("alone"));
                Await.until("the push on the first", () -> may(here, "alone"));
                assertThat(may(there, "together")).isTrue();
                try (Client again = connected(second, "alice-6")) {
                    assertThat(may(again, "together")).isTrue();
                }
            } finally {
                wire.mend();
            }
            Await.until("the push on the second", () -> may(there, "alone"));
        }
    }

    @Test
    void database_away_whoIsCachedGoesOnAndWhoIsNotIsRefused_evenAfterARestart() throws Exception {
        database.identity("dora", HASH);
        try (Client client = connected(first, "alice-7")) {
            assertThat(client.connected()).isTrue();
        }
        database.server().kill();
        try {
            try (Client again = connected(first, "alice-8")) {
                assertThat(again.connected()).isTrue();
            }
            assertThat(Site.refused(first, Library.HIVEMQ_5, user(first, "dora-1"))
                            .reason())
                    .isEqualTo("not-ready");
            first.restart();
            assertThat(Site.refused(first, Library.HIVEMQ_5, user(first, "alice-10"))
                            .reason())
                    .isEqualTo("not-ready");
        } finally {
            database.server().resume();
        }
        Await.until("the database's return", () -> Site.attempt(Library.HIVEMQ_5, user(first, "dora-2"))
                .accepted());
        Path saved = first.folder().resolve("data/topicwarden/policy-revision");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(saved)))
                .isEqualTo("rw-------");
    }

    private static Broker broker(int port, String user) {
        return SITE.broker()
                .listeners(Listener.tcp("plain"))
                .sharingNetwork() // as the database is on the loopback address
                .conf("topicwarden.yaml", Database.settings(port, user))
                .start();
    }

    /** Whether a client may subscribe; a publish that is refused would end its connection. */
    private static boolean may(Client client, String topic) {
        return client.connected() && client.subscribe(topic, 1).accepted();
    }

    private static Client connected(Broker broker, String clientId) {
        return Site.connected(Library.HIVEMQ_5, user(broker, clientId));
    }

    private static Login user(Broker broker, String clientId) {
        return Site.user(broker, "plain", clientId.substring(0, clientId.indexOf('-')), clientId);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.it.broker.AllowAllExtension;
import io.topicwarden.it.broker.Await;
import io.topicwarden.it.broker.Broker;
import io.topicwarden.it.broker.BrokerBuilder;
import io.topicwarden.it.broker.Entry;
import io.topicwarden.it.broker.Listener;
import io.topicwarden.it.broker.Saving;
import io.topicwarden.it.client.Client;
import io.topicwarden.it.client.Library;
import io.topicwarden.it.client.Login;
import io.topicwarden.it.client.Message;
import io.topicwarden.it.client.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is missing or broken when the broker starts, nobody gets in; once mended, no restart is needed. */
final class FailClosedIT {

    private static final String SETTINGS =
            """
            version: 1
            listeners:
              plain:
                authenticate: password
                client-id: ${username}-*
                plaintext: permitted
            """;

    private static final String IDENTITIES =
            """
            version: 1
            identities:
              alice: {password: HASH, roles: [device]}
            """
                    .replace("HASH", Site.HASH);

    private static final String POLICY =
            """
            version: 1
            roles:
              device:
                permissions:
                  - allow: [publish, subscribe]
                    topics: plants/data
            """;

    private static final Map<String, String> GOOD =
            Map.of("topicwarden.yaml", SETTINGS, "identities.yaml", IDENTITIES, "policy.yaml", POLICY);

    /** One way of leaving the operator's files unusable. */
    private record Damage(String what, String file, Damager damager) {
        @Override
        public String toString() {
            return what;
        }
    }

    private interface Damager {
        void damage(Path file);
    }

    static Damage[] damages() {
        return new Damage[] {
            new Damage("settings missing", "topicwarden.yaml", Saving::delete),
            new Damage("settings misspelt", "topicwarden.yaml", text(SETTINGS.replace("plaintext:", "plain-text:"))),
            new Damage("settings junk", "topicwarden.yaml", Saving::junk),
            new Damage("settings a folder", "topicwarden.yaml", Saving::replaceByFolder),
            new Damage("policy missing", "policy.yaml", Saving::delete),
            new Damage("policy only comments", "policy.yaml", text("# roles: to be written\n")),
            new Damage("identities empty", "identities.yaml", text("")),
        };
    }

    @ParameterizedTest
    @MethodSource("damages")
    void start_damagedFiles_admitsNobodyUntilMended(Damage damage) {
        Path[] conf = new Path[1];
        try (Broker broker = good().damaged()
                .prepare(folder -> {
                    conf[0] = folder;
                    damage.damager.damage(folder.resolve(damage.file));
                })
                .start()) {
            assertNobodyEnters(broker);
            broker.log().await(damage.file);
            mend(conf[0].resolve(damage.file));
            Await.until("entry once mended", () -> enters(broker, "alice-mended"));
        }
    }

    @Test
    void start_withoutAnyFile_admitsNobody() {
        try (Broker broker = good().damaged().prepare(FailClosedIT::deleteAll).start()) {
            assertNobodyEnters(broker);
        }
    }

    @Test
    void start_noListeners_admitsNobody() {
        try (Broker broker = good().conf("topicwarden.yaml", "version: 1\n").start()) {
            Entry entry = Site.refused(broker, Library.HIVEMQ_5, alice(broker, "alice-1"));
            assertThat(entry.reason()).isIn("listener-not-configured", "not-ready");
        }
    }

    @Test
    void start_filesAsTheyShip_admitsNobody() {
        try (Broker broker = Broker.builder().listeners(Listener.tcp("plain")).start()) {
            for (Library library : Library.values()) {
                assertThat(Site.attempt(library, Login.at(broker.address("plain"), "any-" + library))
                                .accepted())
                        .isFalse();
                assertThat(Site.attempt(library, alice(broker, "alice-" + library))
                                .accepted())
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HIVEMQ_5", "PAHO_3"})
    void allowAllBeside_gainsNobodyAnythingAndIsReported(Library library) {
        try (Broker broker = good().beside(AllowAllExtension.ofPriority(0)).start()) {
            broker.log().await("hivemq-allow-all-extension", "ANOTHER SECURITY EXTENSION");
            assertThat(Site.attempt(library, Login.at(broker.address("plain"), "alice-anonymous"))
                            .accepted())
                    .isFalse();
            assertThat(Site.attempt(library, alice(broker, "alice-guess").as("alice", "guess"))
                            .accepted())
                    .isFalse();
            try (Client alice = Site.connected(library, alice(broker, "alice-1"))) {
                assertThat(alice.subscribe("plants/#", 1).accepted()).isFalse();
                assertThat(alice.subscribe("plants/data", 1).accepted()).isTrue();
                Reply reply = alice.publish(Message.of("plants/other", "x"));
                assertThat(reply.accepted()).isFalse();
            }
            Login will = alice(broker, "alice-2").willing(Message.of("plants/other", "x"));
            assertThat(Site.attempt(library, will).accepted()).isFalse();
        }
    }

    @Test
    void allowAllBesideBrokenSettings_gainsNobodyEntry() {
        try (Broker broker = good().damaged()
                .beside(AllowAllExtension.ofPriority(0))
                .conf("topicwarden.yaml", "listeners: [")
                .start()) {
            assertNobodyEnters(broker);
        }
    }

    @Test
    void extension_afterARestartWithBrokenSettings_isStillThere() {
        try (Broker broker = good().damaged()
                .durable()
                .conf("topicwarden.yaml", "listeners: [")
                .start()) {
            broker.restart();
            assertNobodyEnters(broker);
            assertThat(Files.exists(broker.conf().resolveSibling("DISABLED"))).isFalse();
        }
    }

    private static BrokerBuilder good() {
        BrokerBuilder builder = Broker.builder().listeners(Listener.tcp("plain"));
        GOOD.forEach(builder::conf);
        return builder;
    }

    private static void assertNobodyEnters(Broker broker) {
        for (Library library : Library.values()) {
            Entry entry = Site.refused(broker, library, alice(broker, "alice-" + library));
            assertThat(entry.reason()).isEqualTo("not-ready");
        }
    }

    private static boolean enters(Broker broker, String clientId) {
        return Site.attempt(Library.HIVEMQ_5, alice(broker, clientId)).accepted();
    }

    private static void mend(Path file) {
        if (Files.isDirectory(file)) {
            Saving.delete(file);
        }
        Saving.RENAME_INTO_PLACE.save(file, GOOD.getOrDefault(file.getFileName().toString(), ""));
    }

    private static void deleteAll(Path conf) {
        GOOD.keySet().forEach(name -> Saving.delete(conf.resolve(name)));
    }

    private static Damager text(String text) {
        return file -> Saving.RENAME_INTO_PLACE.save(file, text);
    }

    private static Login alice(Broker broker, String clientId) {
        return Site.user(broker, "plain", "alice", clientId);
    }
}

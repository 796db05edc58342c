/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.it.broker.Await;
import io.topicwarden.it.broker.Broker;
import io.topicwarden.it.broker.Listener;
import io.topicwarden.it.broker.Listener.ClientCertificate;
import io.topicwarden.it.broker.Saving;
import io.topicwarden.it.client.Client;
import io.topicwarden.it.client.Library;
import io.topicwarden.it.client.Login;
import io.topicwarden.testing.IssuedCertificate;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a saved change does, in every way of saving, and what a bad one does not do. One client stays connected throughout. */
final class ReloadIT {

    private static final String SETTINGS =
            """
            version: 1
            listeners:
              plain:
                authenticate: password
                client-id: ${username}-*
                plaintext: permitted
              mtls:
                authenticate: certificate
            certificates:
              trust-anchors: [certs/plant-ca.pem]
              revocation-lists: [certs/plant-ca.crl]
            """;

    private static final String IDENTITIES =
            """
            version: 1
            identities:
              alice: {password: HASH, roles: [device]}
              bob: {password: HASH, roles: [device]}
            """
                    .replace("HASH", Site.HASH);

    private static final String LATE =
            """
            late:
              authenticate: password
              client-id: ${username}-*
              plaintext: permitted
            """
                    .indent(2);

    private static final Site SITE = new Site();

    private static Broker broker;
    private static Client alice;
    private static int counter;

    private String base = "";

    @BeforeAll
    static void start() {
        broker = SITE.broker()
                .listeners(
                        Listener.tcp("plain"), Listener.tcp("late"), Listener.tls("mtls", ClientCertificate.REQUIRED))
                .conf("topicwarden.yaml", SETTINGS)
                .conf("identities.yaml", IDENTITIES)
                .conf("policy.yaml", policy("begin"))
                .start();
        alice = Site.connected(Library.HIVEMQ_5, Site.user(broker, "plain", "alice", "alice-live"));
    }

    @AfterAll
    static void stop() {
        alice.close();
        broker.close();
    }

    @BeforeEach
    void begin() {
        broker.log().mark();
        base = freshTopic();
        restore(base);
    }

    @AfterEach
    void mend() {
        restore(freshTopic());
    }

    @ParameterizedTest
    @EnumSource
    void policy_saved_isInForceForALiveClient(Saving way) {
        String next = freshTopic();
        long saved = System.nanoTime();
        way.save(file("policy.yaml"), policy(next));
        awaitPermitted(next);
        System.out.printf("policy saved by %s in force after %d ms%n", way, (System.nanoTime() - saved) / 1_000_000);
        assertThat(permitted(base)).as("what the old policy permitted").isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void policy_savedTwiceInTheSameWay_isInForceBothTimes(Saving way) {
        String first = freshTopic();
        way.save(file("policy.yaml"), policy(first));
        awaitPermitted(first);
        String second = freshTopic();
        way.save(file("policy.yaml"), policy(second));
        awaitPermitted(second);
        assertThat(permitted(first)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# nothing but a comment\n",
                "version: 1\nroles:\n  device:\n    permission: []\n",
                "version: 1\nroles: {device: {permissions: [{allow: publish, topics: 'a/#'}]}}\n",
                "version: 1\nversion: 1\n",
                "- a list\n",
                "version: 1\nassignments: [{roles: [gone], when: {identity: alice}}]\n",
                "version: 1\nroles: &a [*a, *a]\n"
            })
    void policy_bad_changesNothingAndIsReported(String text) {
        Saving.RENAME_INTO_PLACE.save(file("policy.yaml"), text);
        assertRefusedToLoad("policy.yaml");
    }

    @Test
    void policy_bad_isReportedWithItsPlace() {
        Saving.RENAME_INTO_PLACE.save(file("policy.yaml"), "version: 1\nroles:\n  device:\n    permission: []\n");
        broker.log().await("policy.yaml:4:5");
    }

    @Test
    void policy_deleted_changesNothingAndIsReported() {
        Saving.delete(file("policy.yaml"));
        assertRefusedToLoad("policy.yaml");
    }

    @Test
    void policy_replacedByAFolder_changesNothingAndIsReported() {
        Saving.replaceByFolder(file("policy.yaml"));
        assertRefusedToLoad("policy.yaml");
    }

    @Test
    void policy_junk_changesNothingAndIsReported() {
        Saving.junk(file("policy.yaml"));
        assertRefusedToLoad("policy.yaml");
    }

    @Test
    void policy_failingItsTests_changesNothingAndIsReportedUntilItPasses() {
        String wanted = freshTopic();
        Saving.RENAME_INTO_PLACE.save(file("policy-tests.yaml"), tests(base, wanted));
        Saving.RENAME_INTO_PLACE.save(file("policy.yaml"), policy(freshTopic()));
        broker.log().await("error[policy-test-failed]");
        assertRefusedToLoad("policy-tests.yaml:5:7");
        Saving.RENAME_INTO_PLACE.save(file("policy.yaml"), policy(wanted));
        awaitPermitted(wanted);
    }

    @Test
    void policyTests_replacedByAFolder_changeNothingAndAreReported() {
        Saving.RENAME_INTO_PLACE.save(file("policy-tests.yaml"), tests(freshTopic(), base));
        Saving.replaceByFolder(file("policy-tests.yaml"));
        Saving.RENAME_INTO_PLACE.save(file("policy.yaml"), policy(freshTopic()));
        assertRefusedToLoad("`policy-tests.yaml` is a folder");
    }

    @Test
    void settings_bad_changeNothingAndAreReportedWithTheirPlace() {
        Saving.RENAME_INTO_PLACE.save(file("topicwarden.yaml"), SETTINGS.replace("authenticate: c", "autenticate: c"));
        broker.log().await("topicwarden.yaml:8:5");
        assertRefusedToLoad("topicwarden.yaml");
    }

    @Test
    void identities_emptied_changeNothingAndAreReported() {
        Saving.TRUNCATE_AND_WRITE.save(file("identities.yaml"), "");
        assertRefusedToLoad("identities.yaml");
        Site.connected(Library.PAHO_5, user("bob", "bob-still")).close();
    }

    @Test
    void oneBadFile_holdsBackAGoodOneSavedWithIt() {
        Saving.RENAME_INTO_PLACE.save(file("identities.yaml"), "version: 2\n");
        broker.log().await("identities.yaml");
        String next = freshTopic();
        Saving.RENAME_INTO_PLACE.save(file("policy.yaml"), policy(next));
        Saving.RENAME_INTO_PLACE.save(file("identities.yaml"), IDENTITIES);
        awaitPermitted(next);
    }

    @Test
    void listener_added_admitsItsClients() {
        assertThat(Site.attempt(Library.HIVEMQ_5, Site.user(broker, "late", "bob", "bob-early"))
                        .accepted())
                .isFalse();
        Saving.RENAME_INTO_PLACE.save(file("topicwarden.yaml"), SETTINGS.replace("  plain:", LATE + "  plain:"));
        Await.until("entry through the new listener", () -> Site.attempt(
                        Library.HIVEMQ_5, Site.user(broker, "late", "bob", "bob-late"))
                .accepted());
    }

    @Test
    void identity_disabled_isRefusedAtItsNextConnect() {
        Site.connected(Library.PAHO_3, user("bob", "bob-before")).close();
        Saving.RENAME_INTO_PLACE.save(file("identities.yaml"), IDENTITIES.replace("bob: {", "bob: {enabled: false, "));
        Await.until("the refusal of bob", () -> !accepted(user("bob", "bob-after")));
        assertThat(Site.refused(broker, Library.PAHO_3, user("bob", "bob-later"))
                        .reason())
                .isEqualTo("disabled");
    }

    @Test
    void certificate_revoked_isRefusedAtItsNextConnect() {
        IssuedCertificate certificate = SITE.sensor("s-revoked");
        Login login =
                Login.at(broker.address("mtls"), "s-revoked").over(SITE.tls().presenting(certificate));
        Site.connected(Library.HIVEMQ_5, login).close();
        SITE.ca().revocationList().revoke(SITE.revoked()).revoke(certificate).writePem(file("certs/plant-ca.crl"));
        Await.until("the refusal of the certificate", () -> !accepted(login));
        assertThat(broker.denials().awaitClient("s-revoked").reason()).isEqualTo("certificate-revoked");
    }

    private void assertRefusedToLoad(String name) {
        broker.log().await(name);
        assertThat(permitted(base)).as("what was permitted").isTrue();
        assertThat(permitted(freshTopic())).as("what was not permitted").isFalse();
        assertThat(alice.connected()).isTrue();
    }

    private static void restore(String topic) {
        if (Files.exists(file("policy-tests.yaml"), LinkOption.NOFOLLOW_LINKS)) {
            Saving.delete(file("policy-tests.yaml"));
        }
        for (var entry : Map.of(
                        "topicwarden.yaml", SETTINGS, "identities.yaml", IDENTITIES, "policy.yaml", policy(topic))
                .entrySet()) {
            clear(file(entry.getKey()));
            Saving.RENAME_INTO_PLACE.save(file(entry.getKey()), entry.getValue());
        }
        awaitPermitted(topic);
    }

    /** A rename does not replace a folder. */
    private static void clear(Path file) {
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            Saving.delete(file);
        }
    }

    private static void awaitPermitted(String topic) {
        Await.until("permission for " + topic, () -> permitted(topic));
    }

    private static boolean permitted(String topic) {
        return alice.subscribe(topic, 0).accepted();
    }

    private static boolean accepted(Login login) {
        return Site.attempt(Library.HIVEMQ_5, login).accepted();
    }

    private static Login user(String name, String clientId) {
        return Site.user(broker, "plain", name, clientId);
    }

    private static Path file(String name) {
        return broker.conf().resolve(name);
    }

    private static String freshTopic() {
        counter++;
        return "topic/" + counter;
    }

    private static String tests(String denied, String allowed) {
        return """
                tests:
                - name: a device hears of what it is meant to
                  as: {client-id: d, roles: device}
                  allow:
                    - subscribe %s
                  deny:
                    - subscribe %s
                """
                .formatted(allowed, denied);
    }

    private static String policy(String topic) {
        return """
                version: 1
                roles:
                  device:
                    permissions:
                      - allow: subscribe
                        topics: %s
                """
                .formatted(topic);
    }
}

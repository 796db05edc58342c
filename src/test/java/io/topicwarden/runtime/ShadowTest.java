/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.engine.Allocations;
import java.nio.file.Files;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

final class ShadowTest extends ShadowCase {

    private static final String MINE = "plants/brussels/status";
    private static final String SHADOWS = "plants/brussels/alarms";

    @Test
    void publish_shadowThatWouldDeny_isPermittedAndRecordedWithBothDecisions() {
        conf.write("policy.shadow.yaml", SHADOW);
        enforce();

        assertThat(alice().publish(MINE, 1, false, 5).isAllowed()).isTrue();

        assertThat(counted("publish.would-deny")).isOne();
        assertThat(records())
                .singleElement()
                .asString()
                .contains(
                        "\"event.action\":\"publish\"",
                        "\"event.outcome\":\"success\"",
                        "\"event.reason\":\"no-permission\"",
                        "\"topicwarden.difference\":\"would-deny\"",
                        "\"topicwarden.in_force\":{\"decision\":\"allowed\"}",
                        "\"topicwarden.rule\":{\"role\":\"operator\",\"permission\":1,\"file\":\"policy.yaml\",\"line\":9}",
                        "\"topicwarden.shadow\":{\"decision\":\"denied\",\"reason\":\"no-permission\"",
                        "\"user.name\":\"alice\"",
                        "\"mqtt.topic\":\"plants/brussels/status\"");
    }

    @Test
    void publish_shadowThatWouldAllow_isRefusedAndRecordedWithTheRuleOfTheShadow() {
        conf.write("policy.shadow.yaml", SHADOW);
        enforce();

        assertThat(alice().publish(SHADOWS, 1, false, 5).isAllowed()).isFalse();

        assertThat(counted("publish.would-allow")).isOne();
        assertThat(records())
                .singleElement()
                .asString()
                .contains(
                        "\"event.outcome\":\"failure\"",
                        "\"topicwarden.difference\":\"would-allow\"",
                        "\"topicwarden.in_force\":{\"decision\":\"denied\",\"reason\":\"no-permission\"",
                        "\"topicwarden.shadow\":{\"decision\":\"allowed\"}",
                        "\"topicwarden.shadow.rule\":{\"role\":\"operator\",\"permission\":1,"
                                + "\"file\":\"policy.shadow.yaml\",\"line\":9}");
    }

    @Test
    void publish_bothAgree_nothingIsRecorded() {
        conf.write("policy.shadow.yaml", SHADOW);
        enforce();
        ConnectedClient alice = alice();

        assertThat(alice.publish("plants/ghent/status", 1, false, 5).isAllowed())
                .isFalse();

        assertThat(records()).isEmpty();
    }

    @Test
    void publish_permittedAtTheGate_isComparedOnce() {
        conf.write("policy.shadow.yaml", SHADOW);
        enforce();
        ConnectedClient alice = alice();

        assertThat(alice.publishAtGate(MINE, 1, false, 5).isAllowed()).isTrue();
        assertThat(alice.publish(MINE, 1, false, 5).isAllowed()).isTrue();

        assertThat(counted("publish.would-deny")).isOne();
    }

    @Test
    void publish_refusedAtTheGate_isComparedThere() {
        conf.write("policy.shadow.yaml", SHADOW);
        enforce();

        assertThat(alice().publishAtGate(SHADOWS, 1, false, 5).isAllowed()).isFalse();

        assertThat(counted("publish.would-allow")).isOne();
    }

    @Test
    void publish_shadowThatAgrees_allocatesNothing() {
        conf.write("policy.shadow.yaml", Conf.POLICY + "# the same\n");
        enforce();
        ConnectedClient alice = alice();

        assertThat(Allocations.ofThousand(() -> publish(alice))).isZero();
    }

    private static void publish(ConnectedClient client) {
        if (!client.publish(MINE, 1, false, 100).isAllowed()) {
            throw new AssertionError("refused");
        }
    }

    @Test
    void publish_shadowThatBreaks_isAnsweredByThePolicyAllTheSame() {
        shadows = shadows(new BrokenClock());
        conf.write(
                "policy.shadow.yaml",
                SHADOW.replace(
                        "plants/${attributes.site}/alarms",
                        "plants/${attributes.site}/status\n        when: {time: {zone: UTC, from: \"00:00\", to: \"12:00\"}}"));
        BrokenClock.broken = false;
        enforce();
        ConnectedClient alice = alice();
        BrokenClock.broken = true;

        assertThat(alice.publish(MINE, 1, false, 5).isAllowed()).isTrue();
        assertThat(alice.publish(SHADOWS, 1, false, 5).isAllowed()).isFalse();
        assertThat(alice.subscribe(MINE, 1).denied()).isEmpty();
        assertThat(counted("errors")).isPositive();
    }

    /** Fails with an Error when the candidate asks for the time. */
    private static final class BrokenClock implements InstantSource {

        private static volatile boolean broken;

        @Override
        public java.time.Instant instant() {
            if (broken) {
                throw new StackOverflowError("planted");
            }
            return java.time.Instant.EPOCH;
        }
    }

    @Test
    void connect_shadowThatBreaks_isAdmitted() {
        shadows = shadows(new BrokenClock());
        conf.write("policy.shadow.yaml", SHADOW);
        BrokenClock.broken = false;
        enforce();
        BrokenClock.broken = true;

        assertThat(alice().publish(MINE, 1, false, 5).isAllowed()).isTrue();
        assertThat(counted("errors")).isPositive();
    }

    @Test
    void subscribe_shadowThatWouldDeny_isPermittedAndRecorded() {
        conf.write("policy.shadow.yaml", SHADOW);
        enforce();

        assertThat(alice().subscribe(MINE, 1).denied()).isEmpty();

        assertThat(counted("subscribe.would-deny")).isOne();
        assertThat(records()).singleElement().asString().contains("\"event.action\":\"subscribe\"");
    }

    @Test
    void subscribe_wholeNowAndPartInTheShadow_isADifference() {
        conf.write("topicwarden.yaml", Conf.SETTINGS + "subscriptions: {partly-permitted: filter}\n");
        String plus = "\"plants/${attributes.site}/+\"\n        wildcards: all of a site";
        conf.write("policy.yaml", Conf.POLICY.replace("plants/${attributes.site}/status", plus));
        conf.write("policy.shadow.yaml", Conf.POLICY);
        enforce();

        SubscriptionDecision decision = alice().subscribe("plants/brussels/+", 1);

        assertThat(decision.denied()).isEmpty();
        assertThat(decision.filtered()).isFalse();
        assertThat(records())
                .singleElement()
                .asString()
                .contains("\"topicwarden.shadow\":{\"decision\":\"filtered\",\"reason\":\"not-covered\"", "would-deny");
    }

    @Test
    void connect_blockedByTheShadow_isAdmittedAndRecorded() {
        conf.write("policy.shadow.yaml", Conf.POLICY.replace("rogue-*", "alice-*"));
        enforce();

        assertThat(connect(Attempts.on("tls").username("alice").clientId("alice-1")))
                .isInstanceOf(Admission.Outcome.Admitted.class);

        assertThat(counted("connect.would-deny")).isOne();
        assertThat(records())
                .singleElement()
                .asString()
                .contains("\"event.action\":\"connect\"", "blocked by policy.shadow.yaml:15: INC-1234");
    }

    @Test
    void connect_blockedByThePolicyAlone_isRefusedAndRecorded() {
        conf.write("policy.yaml", Conf.POLICY.replace("rogue-*", "alice-*"));
        conf.write("policy.shadow.yaml", Conf.POLICY);
        enforce();

        assertThat(connect(Attempts.on("tls").username("alice").clientId("alice-1")))
                .isInstanceOf(Admission.Outcome.Refused.class);

        assertThat(counted("connect.would-allow")).isOne();
    }

    @Test
    void connect_roleThatTheShadowLacks_wouldBeRefused() {
        conf.write("policy.shadow.yaml", Conf.POLICY.replace("operator", "operators"));
        enforce();

        ConnectedClient unused = alice();

        assertThat(records())
                .singleElement()
                .asString()
                .contains(
                        "\"event.reason\":\"not-ready\"", "holds role `operator`, which the candidate does not define");
    }

    @Test
    void connect_willThatTheShadowForbids_isAdmittedAndRecorded() {
        conf.write("policy.shadow.yaml", SHADOW);
        enforce();

        ConnectedClient unused = admitted(
                Attempts.on("tls").username("alice").clientId("alice-1").will(MINE));

        assertThat(counted("will.would-deny")).isOne();
        assertThat(counted("connect.would-deny")).isZero();
    }

    @Test
    void connect_willThatOnlyTheShadowPermits_isRefusedAndRecorded() {
        conf.write("policy.shadow.yaml", SHADOW);
        enforce();

        assertThat(connect(
                        Attempts.on("tls").username("alice").clientId("alice-1").will(SHADOWS)))
                .isInstanceOf(Admission.Outcome.Refused.class);

        assertThat(counted("will.would-allow")).isOne();
    }

    @Test
    void beside_noCandidate_opensNothing() {
        assertThat(enforce().shadow()).isEmpty();

        assertThat(shadows.active()).isZero();
        assertThat(Files.exists(folder.resolve("log"))).isFalse();
    }

    @Test
    void beside_invalidCandidate_thePolicyIsInForceWithoutIt() {
        conf.write("policy.shadow.yaml", SHADOW);
        enforce();
        ConnectedClient alice = alice();
        conf.write("policy.shadow.yaml", "version: 1\nroles: 7\n");
        enforce();

        assertThat(alice.publish(MINE, 1, false, 5).isAllowed()).isTrue();
        assertThat(shadows.problems()).isPositive();
        assertThat(shadows.active()).isZero();
        assertThat(counted("failures")).isOne();
        assertThat(records()).isEmpty();
    }

    @Test
    void beside_mendedCandidate_isComparedAgain() {
        conf.write("policy.shadow.yaml", "version: 1\nroles: 7\n");
        enforce();
        conf.write("policy.shadow.yaml", SHADOW);
        enforce();

        assertThat(alice().publish(MINE, 1, false, 5).isAllowed()).isTrue();
        assertThat(shadows.problems()).isZero();
        assertThat(records()).hasSize(1);
    }

    @Test
    void beside_candidateRemoved_nothingIsComparedAnyMore() throws Exception {
        conf.write("policy.shadow.yaml", SHADOW);
        enforce();
        ConnectedClient alice = alice();
        Files.delete(conf.path("policy.shadow.yaml"));
        enforce();

        assertThat(alice.publish(MINE, 1, false, 5).isAllowed()).isTrue();
        assertThat(shadows.active()).isZero();
        assertThat(records()).isEmpty();
    }

    @Test
    void beside_fileOfAFolder_standsInPlaceOfTheOneOfItsName() throws Exception {
        String operator =
                Conf.POLICY.substring(Conf.POLICY.indexOf("  operator:"), Conf.POLICY.indexOf("assignments:"));
        Files.createDirectories(conf.path("policy.d"));
        Files.createDirectories(conf.path("policy.shadow.d"));
        conf.write("policy.yaml", Conf.POLICY.replace(operator, ""))
                .write("policy.d/operator.yaml", "version: 1\nroles:\n" + operator)
                .write("policy.shadow.d/operator.yaml", "version: 1\nroles:\n" + operator.replace("status", "alarms"));
        enforce();

        assertThat(alice().publish(SHADOWS, 1, false, 5).isAllowed()).isFalse();

        assertThat(records()).singleElement().asString().contains("\"file\":\"policy.shadow.d/operator.yaml\"");
    }
}

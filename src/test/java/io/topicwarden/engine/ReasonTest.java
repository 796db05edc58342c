/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import static io.topicwarden.engine.Permissions.allow;
import static io.topicwarden.engine.Permissions.allowEveryTopic;
import static io.topicwarden.engine.Permissions.deny;
import static io.topicwarden.engine.Permissions.denyEveryTopic;
import static io.topicwarden.policy.Action.PUBLISH;
import static io.topicwarden.policy.Action.SUBSCRIBE;
import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.policy.Client;
import io.topicwarden.policy.ReasonCode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The reasons that decisions carry. */
final class ReasonTest {

    private static final Client CLIENT = Clients.client("c1");

    @Test
    void publish_allowed_namesRule() {
        Decision decision = publish("a", allow(PUBLISH, "b"), allow(PUBLISH, "a"));
        assertThat(decision).hasToString("allowed by role `r`, policy.yaml:20");
    }

    @Test
    void publish_allowedAndDenied_namesDeny() {
        Decision.Denied denied = denied(publish("a/b", allow(PUBLISH, "#"), deny(PUBLISH, "a/+")));
        assertThat(denied.reason()).isEqualTo(ReasonCode.EXPLICIT_DENY);
        assertThat(denied.message()).isEqualTo("role `r`, policy.yaml:20 denies it");
        assertThat(denied.rule().orElseThrow()).hasToString("role `r`, policy.yaml:20");
    }

    @Test
    void publish_nothingMatches_noPermission() {
        Decision.Denied denied = denied(publish("b", allow(PUBLISH, "a"), allow(SUBSCRIBE, "b")));
        assertThat(denied.reason()).isEqualTo(ReasonCode.NO_PERMISSION);
        assertThat(denied.message()).isEqualTo("no permission of role `r` matches");
        assertThat(denied.nearMiss()).isEmpty();
    }

    @Test
    void publish_noRoles_noPermission() {
        ClientPermissions permissions = CompiledPolicy.of(io.topicwarden.policy.Policy.EMPTY)
                .roleSet(Set.of("unknown"))
                .bind(CLIENT, () -> Policies.NOW);
        Decision.Denied denied = denied(permissions.publish("a", 0, false, 0));
        assertThat(denied.reason()).isEqualTo(ReasonCode.NO_PERMISSION);
        assertThat(denied.message()).isEqualTo("the client holds no role");
    }

    @Test
    void publish_qosNotPermitted_saysSo() {
        Decision.Denied denied =
                denied(Policies.bind(CLIENT, allow(PUBLISH, "a").qos(1, 0)).publish("a", 2, false, 0));
        assertThat(denied.reason()).isEqualTo(ReasonCode.QOS);
        assertThat(denied.message()).isEqualTo("role `r`, policy.yaml:10 matches, but QoS 2 is not in [0, 1]");
        assertThat(denied.nearMiss()).hasValueSatisfying(miss -> {
            assertThat(miss.condition()).isEqualTo("qos");
            assertThat(miss.explanation()).isEqualTo("QoS 2 is not in [0, 1]");
        });
    }

    @Test
    void publish_retainNotPermitted_saysSo() {
        Decision.Denied denied =
                denied(Policies.bind(CLIENT, allow(PUBLISH, "a").retain(false)).publish("a", 0, true, 0));
        assertThat(denied.reason()).isEqualTo(ReasonCode.RETAIN);
        assertThat(denied.message()).isEqualTo("role `r`, policy.yaml:10 matches, but the retain flag is set");
    }

    @Test
    void publish_payloadTooLong_saysSo() {
        ClientPermissions permissions =
                Policies.bind(CLIENT, allow(PUBLISH, "a").maxPayload(64));
        assertThat(permissions.publish("a", 0, false, 64).isAllowed()).isTrue();
        Decision.Denied denied = denied(permissions.publish("a", 0, false, 65));
        assertThat(denied.reason()).isEqualTo(ReasonCode.PAYLOAD_SIZE);
        assertThat(denied.message())
                .isEqualTo("role `r`, policy.yaml:10 matches, but a payload of 65 bytes is longer than 64");
    }

    @Test
    void publish_whenDoesNotHold_namesKey() {
        Decision.Denied denied = denied(publish("a", allow(PUBLISH, "a").when(RandomCase.onListener("lan"))));
        assertThat(denied.reason()).isEqualTo(ReasonCode.CONDITION);
        assertThat(denied.message()).isEqualTo("role `r`, policy.yaml:10 matches, but listener `tls` is not in [lan]");
        assertThat(denied.nearMiss().orElseThrow().condition()).isEqualTo("when.listener");
    }

    @Test
    void publish_severalMiss_nearestThenFirstIsNamed() {
        Permissions two = allow(PUBLISH, "a").qos(0).retain(true);
        Permissions one = allow(PUBLISH, "+").qos(0);
        Permissions another = allow(PUBLISH, "#").retain(true);
        Decision.Denied denied = denied(Policies.bind(CLIENT, two, one, another).publish("a", 1, false, 0));
        assertThat(denied.nearMiss().orElseThrow().rule().span().line()).isEqualTo(20);
        assertThat(denied.reason()).isEqualTo(ReasonCode.QOS);
    }

    @Test
    void publish_variableWithoutValue_unresolvedVariable() {
        Decision.Denied denied = denied(publish("a/x", allow(PUBLISH, "a/${attributes.site}")));
        assertThat(denied.reason()).isEqualTo(ReasonCode.UNRESOLVED_VARIABLE);
        assertThat(denied.message())
                .isEqualTo("role `r`, policy.yaml:10 matches, but "
                        + "`${attributes.site}` has no value that can stand for a level");
    }

    @Test
    void publish_variableWithAnotherValue_noPermission() {
        Client client = Clients.client("c1", Map.of("site", List.of("y")));
        Decision.Denied denied = denied(
                Policies.bind(client, allow(PUBLISH, "a/${attributes.site}")).publish("a/x", 0, false, 0));
        assertThat(denied.reason()).isEqualTo(ReasonCode.NO_PERMISSION);
    }

    @Test
    void publish_notATopicName_isDenied() {
        for (String topic : List.of("", "#", "a/#", "a/+", "+", "a+b", "a\0")) {
            assertThat(publish(topic, allowEveryTopic(PUBLISH)).isAllowed())
                    .as(topic)
                    .isFalse();
        }
    }

    @Test
    void will_reservedTopic_isDenied() {
        ClientPermissions permissions = Policies.bind(CLIENT, allowEveryTopic(PUBLISH));
        assertThat(denied(permissions.will("$SYS/a", 0, false, 0)).reason()).isEqualTo(ReasonCode.RESERVED_TOPIC);
        assertThat(permissions.will("a", 0, false, 0).isAllowed()).isTrue();
        assertThat(permissions.publish("$SYS/a", 0, false, 0).isAllowed()).isTrue();
    }

    @Test
    void subscribe_partPermitted_notCoveredWithWitness() {
        Decision.Denied denied = denied(subscribe("a/#", allow(SUBSCRIBE, "a/b"), allow(SUBSCRIBE, "a/x/#")));
        assertThat(denied.reason()).isEqualTo(ReasonCode.NOT_COVERED);
        assertThat(denied.witness()).contains("a");
        assertThat(denied.message()).isEqualTo("only part of it is permitted, not `a`");
    }

    @Test
    void subscribe_freshLevelOccursInPolicy_witnessHasAnother() {
        Decision.Denied denied = denied(subscribe("a/+", allow(SUBSCRIBE, "a/x"), allow(SUBSCRIBE, "a/x1")));
        assertThat(denied.witness()).contains("a/x2");
    }

    @Test
    void subscribe_freshLevelIsValueOfClient_witnessHasAnother() {
        Client client = Clients.client("c1", Map.of("v", List.of("x", "x1")));
        Decision.Denied denied = denied(
                Policies.bind(client, allow(SUBSCRIBE, "a/${attributes.v}")).subscribe("a/+", 0));
        assertThat(denied.witness()).contains("a/x2");
    }

    @Test
    void subscribe_coveredButDenyMeets_explicitDenyWithWitness() {
        Decision.Denied denied = denied(subscribe("a/#", allow(SUBSCRIBE, "#"), deny(SUBSCRIBE, "+/+/secret/#")));
        assertThat(denied.reason()).isEqualTo(ReasonCode.EXPLICIT_DENY);
        assertThat(denied.witness()).contains("a/x/secret");
        assertThat(denied.rule().orElseThrow().span().line()).isEqualTo(20);
        assertThat(denied.message()).isEqualTo("role `r`, policy.yaml:20 denies `a/x/secret`");
    }

    @Test
    void subscribe_partPermittedAndDenyMeets_notCovered() {
        Decision.Denied denied = denied(
                subscribe("plants/#", allow(SUBSCRIBE, "plants/a/commands/+"), deny(SUBSCRIBE, "plants/+/+/f/#")));
        assertThat(denied.reason()).isEqualTo(ReasonCode.NOT_COVERED);
    }

    @Test
    void subscribe_nothingPermittedAndDenyMeets_explicitDeny() {
        assertThat(denied(subscribe("a/#", allow(SUBSCRIBE, "b"), deny(SUBSCRIBE, "a/b")))
                        .reason())
                .isEqualTo(ReasonCode.EXPLICIT_DENY);
        assertThat(denied(subscribe("a/#", allow(SUBSCRIBE, "a/b"), denyEveryTopic(SUBSCRIBE)))
                        .reason())
                .isEqualTo(ReasonCode.EXPLICIT_DENY);
    }

    @Test
    void subscribe_nothingNear_noPermission() {
        Decision.Denied denied = denied(subscribe("a/+", allow(SUBSCRIBE, "b/#")));
        assertThat(denied.reason()).isEqualTo(ReasonCode.NO_PERMISSION);
        assertThat(denied.witness()).contains("a/x");
    }

    @Test
    void subscribe_coversButQosNotPermitted_saysSo() {
        Decision.Denied denied =
                denied(Policies.bind(CLIENT, allow(SUBSCRIBE, "a/#").qos(0), allow(SUBSCRIBE, "a/b"))
                        .subscribe("a/+", 1));
        assertThat(denied.reason()).isEqualTo(ReasonCode.QOS);
        assertThat(denied.witness()).contains("a/x");
    }

    @Test
    void subscribe_everythingThroughLongerPattern_saysQosToo() {
        Decision decision =
                Policies.bind(CLIENT, allow(SUBSCRIBE, "+/#").qos(0)).subscribe("#", 1);
        assertThat(denied(decision).reason()).isEqualTo(ReasonCode.QOS);
    }

    @Test
    void subscribe_malformed_isDenied() {
        for (String filter : List.of("", "a#", "a+/b", "#/a", "a/#/b", "+a", "a/b+", "\0", "a/\0", "##", "++")) {
            assertThat(denied(subscribe(filter, allowEveryTopic(SUBSCRIBE))).reason())
                    .as(filter)
                    .isEqualTo(ReasonCode.NOT_COVERED);
        }
    }

    @Test
    void subscribe_everyTopic_coversReservedTopics() {
        for (String filter : List.of("$SYS/#", "#", "+", "$SYS", "a//", "$x/+/#")) {
            assertThat(subscribe(filter, allowEveryTopic(SUBSCRIBE)).isAllowed())
                    .as(filter)
                    .isTrue();
        }
    }

    private static Decision publish(String topic, Permissions... permissions) {
        return Policies.bind(CLIENT, permissions).publish(topic, 0, false, 0);
    }

    private static Decision subscribe(String filter, Permissions... permissions) {
        return Policies.bind(CLIENT, permissions).subscribe(filter, 0);
    }

    private static Decision.Denied denied(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Denied.class);
        return (Decision.Denied) decision;
    }
}

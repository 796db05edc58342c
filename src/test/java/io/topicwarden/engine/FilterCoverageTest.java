/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import static io.topicwarden.engine.Permissions.allow;
import static io.topicwarden.engine.Permissions.allowEveryTopic;
import static io.topicwarden.engine.Permissions.deny;
import static io.topicwarden.engine.Permissions.denyEveryTopic;
import static io.topicwarden.policy.Action.SUBSCRIBE;
import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.policy.Client;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Subscriptions that only several permissions together permit, wholly or partly. */
final class FilterCoverageTest {

    private static final Client CLIENT = Clients.client("c1", Map.of("v", List.of("x", "y")));

    @Test
    void subscribe_allowsOfEachLength_isAllowed() {
        assertThat(subscribe("a/#", allow(SUBSCRIBE, "a"), allow(SUBSCRIBE, "a/+"), allow(SUBSCRIBE, "a/+/+/#")))
                .isInstanceOf(Decision.Allowed.class);
        assertThat(subscribe("#", allow(SUBSCRIBE, "+", "+/+/#"))).isInstanceOf(Decision.Allowed.class);
        assertThat(subscribe("/#", allow(SUBSCRIBE, "/+"), allow(SUBSCRIBE, "+/+/+/#")))
                .isInstanceOf(Decision.Allowed.class);
    }

    @Test
    void subscribe_oneLengthMissing_witnessHasThatLength() {
        assertThat(witness("a/#", allow(SUBSCRIBE, "a"), allow(SUBSCRIBE, "a/+/+/#")))
                .isEqualTo("a/x");
        assertThat(witness("a/#", allow(SUBSCRIBE, "a/+/#"))).isEqualTo("a");
        assertThat(witness("a/#", allow(SUBSCRIBE, "a"), allow(SUBSCRIBE, "a/+")))
                .isEqualTo("a/x/x");
        assertThat(witness("#", allow(SUBSCRIBE, "+/+/#"))).isEqualTo("x");
        assertThat(witness("/#", allow(SUBSCRIBE, "/a/#"))).isEqualTo("/x");
    }

    @Test
    void subscribe_literalsForWildcard_isDenied() {
        assertThat(witness("a/+", allow(SUBSCRIBE, "a/b", "a/c", "a/", "a/${attributes.v}")))
                .isEqualTo("a/x1");
    }

    @Test
    void subscribe_allowsWithDifferentConditions_onlyThoseThatHoldCount() {
        Permissions[] permissions = {
            allow(SUBSCRIBE, "a"), allow(SUBSCRIBE, "a/+/#").qos(0)
        };
        assertThat(Policies.bind(CLIENT, permissions).subscribe("a/#", 0).isAllowed())
                .isTrue();
        assertThat(Policies.bind(CLIENT, permissions).subscribe("a/#", 1).isAllowed())
                .isFalse();
    }

    @Test
    void partlyPermits_someTopicOutsideDenies_isTrue() {
        assertThat(partly("#", allow(SUBSCRIBE, "a/#"), deny(SUBSCRIBE, "a/+/#")))
                .isTrue();
        assertThat(partly("+/+", allow(SUBSCRIBE, "a/${attributes.v}"), deny(SUBSCRIBE, "a/x")))
                .isTrue();
        assertThat(partly("$SYS/#", allowEveryTopic(SUBSCRIBE), deny(SUBSCRIBE, "#")))
                .isTrue();
    }

    @Test
    void partlyPermits_everySharedTopicDenied_isFalse() {
        assertThat(partly("a/#", allow(SUBSCRIBE, "a/#"), deny(SUBSCRIBE, "a"), deny(SUBSCRIBE, "a/+/#")))
                .isFalse();
        assertThat(partly("+/+", allow(SUBSCRIBE, "a/${attributes.v}"), deny(SUBSCRIBE, "+/x", "+/y")))
                .isFalse();
        assertThat(partly("#", allow(SUBSCRIBE, "a"), denyEveryTopic(SUBSCRIBE)))
                .isFalse();
    }

    @Test
    void partlyPermits_nothingShared_isFalse() {
        assertThat(partly("a/+", allow(SUBSCRIBE, "b/#", "a", "a/+/c"))).isFalse();
        assertThat(partly("+", allow(SUBSCRIBE, "/#", "$SYS"))).isFalse();
        assertThat(partly("#", allow(SUBSCRIBE, "$SYS/#"))).isFalse();
        assertThat(partly("a#", allowEveryTopic(SUBSCRIBE))).isFalse();
        assertThat(partly("$share/g", allowEveryTopic(SUBSCRIBE))).isFalse();
    }

    @Test
    void deliver_topic_isDecidedByItself() {
        ClientPermissions permissions =
                Policies.bind(CLIENT, allow(SUBSCRIBE, "a/+").qos(0), deny(SUBSCRIBE, "a/secret"));
        assertThat(permissions.deliver("a/b", 0).isAllowed()).isTrue();
        assertThat(permissions.deliver("a/secret", 0).isAllowed()).isFalse();
        assertThat(permissions.deliver("a/+", 0).isAllowed()).isFalse();
        assertThat(permissions.deliver("a", 0).isAllowed()).isFalse();
        assertThat(permissions.deliver("", 0).isAllowed()).isFalse();
    }

    private static Decision subscribe(String filter, Permissions... permissions) {
        return Policies.bind(CLIENT, permissions).subscribe(filter, 0);
    }

    private static String witness(String filter, Permissions... permissions) {
        return ((Decision.Denied) subscribe(filter, permissions)).witness().orElseThrow();
    }

    private static boolean partly(String filter, Permissions... permissions) {
        return Policies.bind(CLIENT, permissions).partlyPermits(filter, 0);
    }
}

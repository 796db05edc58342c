/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import static io.topicwarden.engine.Permissions.allowEveryTopic;
import static io.topicwarden.engine.Permissions.deny;
import static io.topicwarden.policy.Action.PUBLISH;
import static io.topicwarden.policy.Action.SUBSCRIBE;
import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.policy.Client;
import io.topicwarden.policy.Permission;
import io.topicwarden.policy.ReasonCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A deny that cannot be resolved closes the action. */
final class UnresolvedDenyTest {

    private static final String PATTERN = "secret/${attributes.v}";

    @Test
    void deny_variableWithoutValue_closesWholeAction() {
        assertClosed(Clients.client("c1"), deny(PUBLISH, PATTERN));
    }

    @Test
    void deny_unusableValue_closesWholeAction() {
        for (String value : List.of("", "a/b", "+", "#", "a\0", "a+", "\uDE00", "\uD83D")) {
            assertClosed(with(value), deny(PUBLISH, PATTERN));
        }
    }

    @Test
    void deny_oneOfSeveralValuesUnusable_closesWholeAction() {
        assertClosed(with("a", "b/c"), deny(PUBLISH, PATTERN));
    }

    @Test
    void deny_valueWouldBeginTopicWithDollar_closesOnlyThere() {
        assertClosed(with("$SYS"), deny(PUBLISH, "${attributes.v}/x"));
        assertOpen(with("$SYS"), deny(PUBLISH, PATTERN));
        assertOpen(with("$SYS"), deny(PUBLISH, "x${attributes.v}/x"));
    }

    @Test
    void deny_everyValueUsable_leavesOpen() {
        assertOpen(with("a", "b"), deny(PUBLISH, PATTERN));
    }

    @Test
    void deny_ofAnotherAction_leavesOpen() {
        assertOpen(Clients.client("c1"), deny(SUBSCRIBE, PATTERN));
    }

    @Test
    void deny_conditionsDoNotHold_leavesOpen() {
        assertOpen(Clients.client("c1"), deny(PUBLISH, PATTERN).qos(1));
        assertOpen(Clients.client("c1"), deny(PUBLISH, PATTERN).when(RandomCase.onListener("lan")));
        assertClosed(
                Clients.client("c1"),
                deny(PUBLISH, PATTERN).qos(1),
                deny(PUBLISH, "x/${attributes.v}").qos(0));
    }

    @Test
    void deny_severalUnresolved_sameOneIsNamedInAnyOrder() {
        Permissions first = deny(PUBLISH, PATTERN);
        Permissions second = deny(PUBLISH, "${username}/x");
        List<Permission> permissions = Policies.number(List.of(allowEveryTopic(PUBLISH), second, first, first));
        List<Permission> reversed = new ArrayList<>(permissions);
        Collections.reverse(reversed);
        assertThat(Policies.bind(Clients.client("c1"), reversed).publish("a", 0, false, 0))
                .isEqualTo(Policies.bind(Clients.client("c1"), permissions).publish("a", 0, false, 0));
    }

    @Test
    void deny_unresolvedForSubscribe_closesSubscribePartAndDelivery() {
        ClientPermissions permissions =
                Policies.bind(Clients.client("c1"), allowEveryTopic(SUBSCRIBE), deny(SUBSCRIBE, PATTERN));
        Decision.Denied denied = (Decision.Denied) permissions.subscribe("public", 0);
        assertThat(denied.reason()).isEqualTo(ReasonCode.UNRESOLVED_VARIABLE);
        assertThat(denied.witness()).contains("public");
        assertThat(permissions.partlyPermits("public", 0)).isFalse();
        assertThat(permissions.deliver("public", 0).isAllowed()).isFalse();
    }

    @Test
    void deny_ofAnotherGroup_leavesSubscribeAndDeliveryOpen() {
        ClientPermissions permissions = Policies.bind(
                Clients.client("c1"),
                allowEveryTopic(SUBSCRIBE),
                deny(SUBSCRIBE, PATTERN).sharedGroups("g"));
        assertThat(permissions.subscribe("public", 0).isAllowed()).isTrue();
        assertThat(permissions.deliver("public", 0).isAllowed()).isTrue();
    }

    private static void assertClosed(Client client, Permissions... denies) {
        Decision decision = publish(client, denies);
        assertThat(decision).isInstanceOf(Decision.Denied.class);
        Decision.Denied denied = (Decision.Denied) decision;
        assertThat(denied.reason()).isEqualTo(ReasonCode.UNRESOLVED_VARIABLE);
        assertThat(denied.message()).contains("`${attributes.v}`");
        assertThat(denied.rule()).isPresent();
    }

    private static void assertOpen(Client client, Permissions... denies) {
        assertThat(publish(client, denies).isAllowed()).isTrue();
    }

    private static Decision publish(Client client, Permissions... denies) {
        Permissions[] all = new Permissions[denies.length + 1];
        all[0] = allowEveryTopic(PUBLISH);
        System.arraycopy(denies, 0, all, 1, denies.length);
        return Policies.bind(client, all).publish("public", 0, false, 0);
    }

    private static Client with(String... values) {
        return Clients.client("c1", Map.of("v", List.of(values)));
    }
}

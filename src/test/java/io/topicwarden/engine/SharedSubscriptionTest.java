/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import static io.topicwarden.engine.Permissions.allow;
import static io.topicwarden.engine.Permissions.allowEveryTopic;
import static io.topicwarden.engine.Permissions.deny;
import static io.topicwarden.policy.Action.SUBSCRIBE;
import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.policy.ReasonCode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** MQTT 5 §4.8.2. */
final class SharedSubscriptionTest {

    @Test
    void shared_groupNamed_isAllowedAndPlainToo() {
        ClientPermissions permissions = bind(allow(SUBSCRIBE, "a/+").sharedGroups("g"));
        assertThat(permissions.subscribe("$share/g/a/+", 0).isAllowed()).isTrue();
        assertThat(permissions.subscribe("a/+", 0).isAllowed()).isTrue();
        assertThat(reason(permissions, "$share/h/a/+")).isEqualTo(ReasonCode.SHARED_GROUP);
        assertThat(reason(permissions, "$share/g/b")).isEqualTo(ReasonCode.NO_PERMISSION);
    }

    @Test
    void shared_anyGroup_isAllowed() {
        assertThat(bind(allow(SUBSCRIBE, "a").sharedGroups("*"))
                        .subscribe("$share/whatever/a", 0)
                        .isAllowed())
                .isTrue();
    }

    @Test
    void shared_groupsUnspecified_isDenied() {
        assertThat(reason(bind(allow(SUBSCRIBE, "a/#")), "$share/g/a/b")).isEqualTo(ReasonCode.SHARED_GROUP);
        assertThat(reason(bind(allowEveryTopic(SUBSCRIBE)), "$share/g/a/b")).isEqualTo(ReasonCode.SHARED_GROUP);
    }

    @Test
    void shared_onlySeveralAllowsTogetherPermitPlain_sharedGroup() {
        ClientPermissions permissions = bind(allow(SUBSCRIBE, "a"), allow(SUBSCRIBE, "a/+/#"));
        assertThat(permissions.subscribe("a/#", 0).isAllowed()).isTrue();
        assertThat(reason(permissions, "$share/g/a/#")).isEqualTo(ReasonCode.SHARED_GROUP);
    }

    @Test
    void shared_denyWithoutGroups_isDenied() {
        ClientPermissions permissions = bind(allow(SUBSCRIBE, "#").sharedGroups("*"), deny(SUBSCRIBE, "a/b"));
        assertThat(reason(permissions, "$share/g/a/+")).isEqualTo(ReasonCode.EXPLICIT_DENY);
        assertThat(reason(permissions, "a/+")).isEqualTo(ReasonCode.EXPLICIT_DENY);
    }

    @Test
    void shared_denyWithGroups_concernsThoseOnly() {
        ClientPermissions permissions = bind(
                allow(SUBSCRIBE, "#").sharedGroups("*"), deny(SUBSCRIBE, "a/b").sharedGroups("g"));
        assertThat(reason(permissions, "$share/g/a/+")).isEqualTo(ReasonCode.EXPLICIT_DENY);
        assertThat(permissions.subscribe("$share/h/a/+", 0).isAllowed()).isTrue();
        assertThat(permissions.subscribe("a/+", 0).isAllowed()).isTrue();
    }

    @Test
    void shared_malformed_isDenied() {
        ClientPermissions permissions = bind(allowEveryTopic(SUBSCRIBE).sharedGroups("*"));
        for (String filter : List.of(
                "$share",
                "$share/",
                "$share/g",
                "$share/g/",
                "$share//f",
                "$share///f",
                "$share/+/f",
                "$share/g#/f",
                "$share/#/f",
                "$share/g+h/f",
                "$share/g\0/f")) {
            assertThat(reason(permissions, filter)).as(filter).isEqualTo(ReasonCode.SHARED_GROUP);
        }
        assertThat(reason(permissions, "$share/g/a#")).isEqualTo(ReasonCode.NOT_COVERED);
    }

    @Test
    void share_elsewhere_isJustALevel() {
        ClientPermissions permissions = bind(allow(SUBSCRIBE, "#"), allow(SUBSCRIBE, "$sharex/#"));
        assertThat(permissions.subscribe("a/$share/g/f", 0).isAllowed()).isTrue();
        assertThat(permissions.subscribe("$sharex/g/f", 0).isAllowed()).isTrue();
        assertThat(permissions.subscribe("$SHARE/g/f", 0).isAllowed()).isFalse();
    }

    @Test
    void shared_everyTopicOfAnyGroup_coversReservedTopics() {
        assertThat(bind(allowEveryTopic(SUBSCRIBE).sharedGroups("*"))
                        .subscribe("$share/g/$SYS/#", 0)
                        .isAllowed())
                .isTrue();
    }

    private static ClientPermissions bind(Permissions... permissions) {
        return Policies.bind(Clients.client("c1"), permissions);
    }

    private static ReasonCode reason(ClientPermissions permissions, String filter) {
        Decision decision = permissions.subscribe(filter, 0);
        assertThat(decision).as(filter).isInstanceOf(Decision.Denied.class);
        return ((Decision.Denied) decision).reason();
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import static io.topicwarden.engine.Permissions.allow;
import static io.topicwarden.engine.Permissions.deny;
import static io.topicwarden.policy.Action.PUBLISH;
import static io.topicwarden.policy.Action.SUBSCRIBE;
import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.policy.Client;
import io.topicwarden.policy.ReasonCode;
import io.topicwarden.policy.TopicPattern;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Topics, filters and policies made to cost much. */
final class HostileInputTest {

    private static final Client CLIENT = Clients.client("c1");
    private static final String SLASHES = "/".repeat(65_535);

    @Test
    void publish_nothingButSlashes_isDecided() {
        assertThat(bind(allow(PUBLISH, "#")).publish(SLASHES, 0, false, 0).isAllowed())
                .isTrue();
        assertThat(bind(allow(PUBLISH, "/+/#"), deny(PUBLISH, "+/+/x"))
                        .publish(SLASHES, 0, false, 0)
                        .isAllowed())
                .isTrue();
        assertThat(bind(allow(PUBLISH, deepest())).publish(SLASHES, 0, false, 0).isAllowed())
                .isFalse();
        assertThat(bind(allow(PUBLISH, deepest() + "/#"))
                        .publish(SLASHES, 0, false, 0)
                        .isAllowed())
                .isTrue();
    }

    @Test
    void subscribe_nothingButSlashes_isDecided() {
        assertThat(bind(allow(SUBSCRIBE, "#")).subscribe(SLASHES, 0).isAllowed())
                .isTrue();
        assertThat(bind(allow(SUBSCRIBE, "/")).subscribe(SLASHES, 0).isAllowed())
                .isFalse();
        assertThat(bind(allow(SUBSCRIBE, "#"), deny(SUBSCRIBE, "/#"))
                        .subscribe(SLASHES, 0)
                        .isAllowed())
                .isFalse();
    }

    @Test
    void subscribe_thousandsOfWildcards_isDecided() {
        String filter = "+/".repeat(32_767) + "+";
        assertThat(bind(allow(SUBSCRIBE, "+/#")).subscribe(filter, 0).isAllowed())
                .isTrue();
        assertThat(bind(allow(SUBSCRIBE, deepest())).subscribe(filter, 0).isAllowed())
                .isFalse();
        assertThat(bind(allow(SUBSCRIBE, "#"), deny(SUBSCRIBE, deepest()))
                        .subscribe(filter, 0)
                        .isAllowed())
                .isTrue();
        assertThat(bind(allow(SUBSCRIBE, "#"), deny(SUBSCRIBE, deepest() + "/#"))
                        .subscribe(filter, 0)
                        .isAllowed())
                .isFalse();
    }

    @Test
    void subscribe_witnessWouldBeTooLong_hasNone() {
        String filter = "+/".repeat(32_767) + "+";
        Decision.Denied denied = (Decision.Denied)
                bind(allow(SUBSCRIBE, "x"), allow(SUBSCRIBE, "x1")).subscribe(filter, 0);
        assertThat(denied.reason()).isEqualTo(ReasonCode.NO_PERMISSION);
        assertThat(denied.witness()).isEmpty();
    }

    @Test
    void subscribe_everyMixOfLiteralsAndWildcards_isDecidedExactly() {
        ClientPermissions permissions =
                bind(allow(SUBSCRIBE, mixes(12)), allow(PUBLISH, mixes(12)), deny(SUBSCRIBE, "a/b/#"));
        String levels = "a" + "/a".repeat(11);
        assertThat(permissions.subscribe(levels, 0).isAllowed()).isTrue();
        assertThat(permissions.subscribe(levels + "/a", 0).isAllowed()).isFalse();
        assertThat(permissions.subscribe(levels + "/#", 0).isAllowed()).isFalse();
        assertThat(permissions.publish(levels, 0, false, 0).isAllowed()).isTrue();
        assertThat(permissions.publish(levels + "/a", 0, false, 0).isAllowed()).isFalse();
        assertThat(permissions.partlyPermits("#", 0)).isTrue();
    }

    @Test
    void subscribe_moreComesIntoQuestionThanMay_isDenied() {
        ClientPermissions permissions = bind(allow(SUBSCRIBE, mixes(17)));
        String levels = "a" + "/a".repeat(16);
        Decision.Denied denied = (Decision.Denied) permissions.subscribe(levels + "/#", 0);
        assertThat(denied.reason()).isEqualTo(ReasonCode.NOT_COVERED);
        assertThat(denied.message()).isEqualTo("too many permissions come into question to decide it");
        assertThat(permissions.subscribe(levels, 0).isAllowed()).isTrue();
    }

    @Test
    void partlyPermits_moreComesIntoQuestionThanMay_isFalse() {
        ClientPermissions permissions = bind(allow(SUBSCRIBE, "#"), deny(SUBSCRIBE, mixes(17)));
        assertThat(permissions.partlyPermits("a" + "/a".repeat(16) + "/b", 0)).isFalse();
        assertThat(permissions.partlyPermits("+/b", 0)).isTrue();
    }

    @Test
    void partlyPermits_manyValuesAtManyLevels_isBounded() {
        String[] values = {"a", "b", "c", "d", "e", "f", "g", "h"};
        Client client = Clients.client("c1", Map.of("v", List.of(values)));
        String pattern = "${attributes.v}" + "/${attributes.v}".repeat(19);
        ClientPermissions permissions = Policies.bind(
                client, allow(SUBSCRIBE, pattern), deny(SUBSCRIBE, "+/#").qos(0));
        assertThat(permissions.partlyPermits("#", 0)).isFalse();
        assertThat(permissions.partlyPermits("#", 1)).isTrue();
    }

    /** Every pattern of so many levels of which each is {@code a} or {@code +}. */
    private static String[] mixes(int levels) {
        Stream<String> patterns = Stream.of("a", "+");
        for (int i = 1; i < levels; i++) {
            patterns = patterns.flatMap(pattern -> Stream.of(pattern + "/a", pattern + "/+"));
        }
        return patterns.toArray(String[]::new);
    }

    /** The pattern of as many levels as a pattern may have, all wildcards. */
    private static String deepest() {
        return "+/".repeat(TopicPattern.MAX_LEVELS - 1) + "+";
    }

    private static ClientPermissions bind(Permissions... permissions) {
        return Policies.bind(CLIENT, permissions);
    }
}

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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        assertThat(permissions.partlyPermits("a" + "/a".repeat(17), 0)).isFalse();
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

    @Test
    void partlyPermits_moreRulesMustBeAskedThanMay_isFalse() {
        Permissions elsewhere = deny(SUBSCRIBE, "#").when(RandomCase.onListener("other"));
        List<Permissions> permissions = new ArrayList<>(Collections.nCopies(5_000, elsewhere));
        permissions.add(allow(SUBSCRIBE, mixes(10)));
        permissions.add(deny(SUBSCRIBE, "+/#"));
        ClientPermissions bound = bind(permissions.toArray(Permissions[]::new));
        assertThat(bound.partlyPermits("#", 0)).isFalse();
        assertThat(bound.deliver("b" + "/a".repeat(9), 0).isAllowed()).isFalse();
    }

    @Test
    void decide_manyOverlappingFilters_isExact() {
        String[] filters = overlapping(8);
        ClientPermissions bound =
                bind(allow(PUBLISH, filters), allow(SUBSCRIBE, filters), deny(SUBSCRIBE, "+/b/+/secret/#"));
        assertThat(filters).hasSizeGreaterThan(5_000);
        assertThat(bound.publish("a/b/a/b/a/b/a/b/x/y", 0, false, 0).isAllowed())
                .isTrue();
        assertThat(bound.publish("a/b/a", 0, false, 0).isAllowed()).isFalse();
        assertThat(bound.subscribe("a/a/b/+/a/+/b/+/#", 0).isAllowed()).isTrue();
        assertThat(bound.subscribe("+/b/+/#", 0).isAllowed()).isFalse();
        assertThat(bound.partlyPermits("+/b/+/#", 0)).isTrue();
        assertThat(bound.partlyPermits("+/b/+/secret/+/#", 0)).isFalse();
    }

    @Test
    void decide_deepestPatterns_isExact() {
        String[] stairs = IntStream.range(0, TopicPattern.MAX_LEVELS)
                .mapToObj(level -> "+/".repeat(level) + "a/#")
                .limit(TopicPattern.MAX_LEVELS - 1)
                .toArray(String[]::new);
        ClientPermissions bound = bind(allow(PUBLISH, stairs), allow(SUBSCRIBE, stairs));
        assertThat(bound.publish("b/".repeat(100) + "a/x", 0, false, 0).isAllowed())
                .isTrue();
        assertThat(bound.publish("b/".repeat(200) + "a", 0, false, 0).isAllowed())
                .isFalse();
        assertThat(bound.subscribe("+/".repeat(100) + "a", 0).isAllowed()).isTrue();
        assertThat(bound.subscribe("+/".repeat(100) + "+", 0).isAllowed()).isFalse();
        assertThat(bound.partlyPermits("#", 0)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$share",
                "$share/",
                "$share/g",
                "$share/g/",
                "$share//x",
                "$share//",
                "$share/+/x",
                "$share/#/x",
                "$share/g+/x",
                "$share/g#/x",
                "$share/\0/x",
                "$share/#"
            })
    void subscribe_malformedShare_isRefusedWhateverIsAllowed(String filter) {
        ClientPermissions bound = bind(Permissions.allowEveryTopic(SUBSCRIBE).sharedGroups("*"), allow(SUBSCRIBE, "#"));
        assertThat(((Decision.Denied) bound.subscribe(filter, 0)).reason()).isEqualTo(ReasonCode.SHARED_GROUP);
        assertThat(bound.partlyPermits(filter, 0)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"$share/g/$SYS/#", "$share/g/$share/h/x", "$share/g/$SYS", "$share/g/$share/#"})
    void subscribe_reservedTopicsThroughAGroup_needPermissionOfTheirOwn(String filter) {
        assertThat(bind(allow(SUBSCRIBE, "#", "+/#").sharedGroups("*"))
                        .subscribe(filter, 0)
                        .isAllowed())
                .isFalse();
        assertThat(bind(Permissions.allowEveryTopic(SUBSCRIBE).sharedGroups("g"))
                        .subscribe(filter, 0)
                        .isAllowed())
                .isTrue();
        assertThat(bind(Permissions.allowEveryTopic(SUBSCRIBE).sharedGroups("h"))
                        .subscribe(filter, 0)
                        .isAllowed())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "\u202Ea", "\u001B[2J", "a b", "$x", "é"})
    void publish_oddClientIdentifier_isOneLevelAndNoOther(String id) {
        ClientPermissions bound = Policies.bind(Clients.client(id), allow(PUBLISH, "a/${client.id}/x"));
        assertThat(bound.publish("a/" + id + "/x", 0, false, 0).isAllowed()).isTrue();
        assertThat(bound.publish("a/" + id + "x/x", 0, false, 0).isAllowed()).isFalse();
        assertThat(bound.publish("a/" + id + "/x/x", 0, false, 0).isAllowed()).isFalse();
        assertThat(bound.publish("a/ /x", 0, false, 0).isAllowed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "+", "a+", "#", "x#", "\0", "a\0", "\uD800", "\uDC00x"})
    void decide_clientIdentifierThatIsNoLevel_isPermittedNothingByIt(String id) {
        ClientPermissions bound = Policies.bind(
                Clients.client(id), allow(PUBLISH, "a/${client.id}/x"), allow(SUBSCRIBE, "a/${client.id}/#"));
        assertThat(bound.publish("a/" + id + "/x", 0, false, 0).isAllowed()).isFalse();
        assertThat(bound.subscribe("a/" + id + "/#", 0).isAllowed()).isFalse();
        assertThat(bound.partlyPermits("#", 0)).isFalse();
    }

    /** Every pattern of so many levels of which each is {@code a}, {@code b} or {@code +}, with all that lies below. */
    private static String[] overlapping(int levels) {
        Stream<String> patterns = Stream.of("");
        for (int i = 0; i < levels; i++) {
            patterns = patterns.flatMap(pattern -> Stream.of("a/", "b/", "+/").map(level -> pattern + level));
        }
        return patterns.map(pattern -> pattern + "#").toArray(String[]::new);
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

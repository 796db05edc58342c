/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.policy.Policy;
import io.topicwarden.policy.Role;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RoleTreeTest {

    private static RoleTree tree(String... permissions) {
        return RoleTree.of(role(permissions));
    }

    private static Role role(String... permissions) {
        Policy policy =
                Yaml.policy("roles:\n  r:\n    permissions:\n      - " + String.join("\n      - ", permissions));
        return Objects.requireNonNull(policy.roles().get("r"));
    }

    @Test
    void of_topicsWithACommonBegin_shareItsNodes() {
        RoleTree tree = tree("{allow: publish, topics: [a/b, 'a/${client.id}-x']}", "{deny: publish, topics: a/c/#}");
        assertThat(tree.children()).hasSize(1);
        assertThat(tree.children().get(0).children())
                .extracting(RoleTree::level)
                .containsExactly("b", "${client.id}-x", "c");
    }

    @Test
    void of_allowThatADenyMayTouch_namesTheDeny() {
        RoleTree tree = tree("{allow: [publish, subscribe], topics: a/b}", "{deny: publish, topics: a/#}");
        RoleTree node = tree.children().get(0).children().get(0);
        assertThat(node.marks())
                .extracting(
                        mark -> mark.statement().action() + " " + mark.denies().size())
                .containsExactly("publish 1", "subscribe 0");
    }

    @Test
    void of_everyTopic_isMarkedAtTheRoot() {
        assertThat(tree("{deny: publish, every-topic: true}").marks())
                .extracting(mark -> mark.statement().allow())
                .containsExactly(false);
    }

    @Test
    void of_conditions_areMarked() {
        assertThat(tree("{allow: publish, topics: a, qos: [1]}")
                        .children()
                        .get(0)
                        .marks())
                .extracting(mark -> mark.statement().conditional())
                .containsExactly(true);
    }

    @Test
    void isWhole_moreTopicsThanNodes_isNot() {
        String topics = IntStream.range(0, RoleTree.MOST_NODES + 1)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining("', '", "['", "']"));
        assertThat(RoleTree.isWhole(role("{allow: publish, topics: " + topics + "}")))
                .isFalse();
        assertThat(RoleTree.isWhole(role("{allow: publish, topics: a}"))).isTrue();
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import io.topicwarden.policy.Action;
import io.topicwarden.policy.Conditions;
import io.topicwarden.policy.Effect;
import io.topicwarden.policy.PatternSyntaxException;
import io.topicwarden.policy.Permission;
import io.topicwarden.policy.RuleReference;
import io.topicwarden.policy.SharedGroups;
import io.topicwarden.policy.SourceSpan;
import io.topicwarden.policy.TopicPattern;
import io.topicwarden.policy.When;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** A permission as a test writes it, in the words of a policy; where it stands is settled by {@link Policies}. */
record Permissions(
        Effect effect, Set<Action> actions, List<TopicPattern> topics, boolean everyTopic, Conditions conditions) {

    static Permissions allow(Action action, String... topics) {
        return new Permissions(Effect.ALLOW, Set.of(action), patterns(topics), topics.length == 0, Conditions.NONE);
    }

    static Permissions deny(Action action, String... topics) {
        return new Permissions(Effect.DENY, Set.of(action), patterns(topics), topics.length == 0, Conditions.NONE);
    }

    static Permissions allowEveryTopic(Action action) {
        return allow(action);
    }

    static Permissions denyEveryTopic(Action action) {
        return deny(action);
    }

    Permissions qos(Integer... qos) {
        Conditions c = conditions;
        return with(new Conditions(Set.of(qos), c.retain(), c.maxPayload(), c.sharedGroups(), c.when()));
    }

    Permissions retain(boolean retain) {
        Conditions c = conditions;
        return with(new Conditions(c.qos(), Optional.of(retain), c.maxPayload(), c.sharedGroups(), c.when()));
    }

    Permissions maxPayload(long bytes) {
        Conditions c = conditions;
        return with(new Conditions(c.qos(), c.retain(), OptionalLong.of(bytes), c.sharedGroups(), c.when()));
    }

    Permissions sharedGroups(String... groups) {
        Conditions c = conditions;
        SharedGroups shared = Set.of(groups).contains("*")
                ? new SharedGroups(true, Set.of())
                : new SharedGroups(false, Set.of(groups));
        return with(new Conditions(c.qos(), c.retain(), c.maxPayload(), shared, c.when()));
    }

    Permissions when(When when) {
        Conditions c = conditions;
        return with(new Conditions(c.qos(), c.retain(), c.maxPayload(), c.sharedGroups(), when));
    }

    private Permissions with(Conditions changed) {
        return new Permissions(effect, actions, topics, everyTopic, changed);
    }

    /** The permission as it stands in the line of {@code policy.yaml} ten times its number. */
    Permission in(String role, int number) {
        RuleReference reference = new RuleReference(role, number, new SourceSpan("policy.yaml", 10 * number, 9, 5));
        return new Permission(reference, effect, actions, topics, everyTopic, "a test", conditions);
    }

    private static List<TopicPattern> patterns(String... topics) {
        return Arrays.stream(topics).map(Permissions::pattern).collect(Collectors.toList());
    }

    static TopicPattern pattern(String text) {
        try {
            return TopicPattern.parse(text);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}

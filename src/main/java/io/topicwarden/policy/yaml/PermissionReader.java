/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import io.topicwarden.policy.Action;
import io.topicwarden.policy.Conditions;
import io.topicwarden.policy.Effect;
import io.topicwarden.policy.Permission;
import io.topicwarden.policy.RuleReference;
import io.topicwarden.policy.SharedGroups;
import io.topicwarden.policy.TopicPattern;
import io.topicwarden.policy.When;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads a role's permissions. */
final class PermissionReader {

    private final Reading reading;
    private final Values values;
    private final WhenReader whens;
    private final Allowance levels;

    /** @param levels how many levels of topics the policy may still hold */
    PermissionReader(Reading reading, Allowance levels) {
        this.reading = reading;
        this.values = new Values(reading);
        this.whens = new WhenReader(reading);
        this.levels = levels;
    }

    /** @param number its place among the role's permissions, from 1 */
    Optional<Permission> read(String role, int number, Node node) {
        return Fields.of(reading, node, KeyTable.PERMISSION, node)
                .flatMap(fields -> read(new RuleReference(role, number, reading.span(node)), fields));
    }

    private Optional<Permission> read(RuleReference reference, Fields fields) {
        Optional<Effect> effect = effect(fields);
        Set<Action> actions = actions(fields);
        List<TopicPattern> topics = topics(fields);
        boolean everyTopic = everyTopic(fields);
        String wildcards = fields.find("wildcards")
                .flatMap(entry -> values.filledText(entry.value(), Limits.MAX_PROSE_CHARACTERS))
                .orElse("");
        checkTopics(fields);
        checkEffectOf(fields, actions);
        Conditions conditions = conditions(fields);
        int count = 1 + topics.stream().mapToInt(topic -> topic.levels().size()).sum();
        boolean fits = levels.takes(count, reading, fields.owner());
        if (effect.isEmpty() || actions.isEmpty() || topics.isEmpty() != everyTopic || !fits) {
            return Optional.empty();
        }
        if (effect.get() == Effect.ALLOW) {
            checkReason(fields, topics);
        }
        return Optional.of(new Permission(reference, effect.get(), actions, topics, everyTopic, wildcards, conditions));
    }

    private Optional<Effect> effect(Fields fields) {
        Optional<Node.Entry> allow = fields.find("allow");
        Optional<Node.Entry> deny = fields.find("deny");
        if (allow.isPresent() && deny.isPresent()) {
            reading.report(
                    Code.ALLOW_AND_DENY,
                    deny.get().key(),
                    "a permission cannot both allow and deny",
                    "make two permissions of it");
            return Optional.empty();
        }
        if (allow.isEmpty() && deny.isEmpty()) {
            reading.report(
                    Code.MISSING_KEY,
                    fields.owner(),
                    "`allow` or `deny` is missing in this permission",
                    "write `allow: publish`, `allow: subscribe` or `allow: [publish, subscribe]`");
            return Optional.empty();
        }
        return Optional.of(allow.isPresent() ? Effect.ALLOW : Effect.DENY);
    }

    private Set<Action> actions(Fields fields) {
        Set<Action> actions = EnumSet.noneOf(Action.class);
        for (String key : List.of("allow", "deny")) {
            fields.find(key)
                    .ifPresent(entry -> actions.addAll(values.list(entry, item -> values.choice(item, Words.ACTIONS))));
        }
        return actions;
    }

    private List<TopicPattern> topics(Fields fields) {
        return fields.find("topics")
                .map(entry -> values.list(entry, item -> values.parsed(item, TopicPattern::parse)))
                .orElse(List.of());
    }

    private boolean everyTopic(Fields fields) {
        Optional<Node.Entry> entry = fields.find("every-topic");
        Optional<Boolean> value = entry.flatMap(key -> values.bool(key.value()));
        if (entry.isPresent() && value.isPresent() && !value.get()) {
            reading.report(
                    Code.UNKNOWN_VALUE,
                    entry.get().value(),
                    "`every-topic` is `true` or left out",
                    "remove it and list the `topics`");
        }
        return value.orElse(false);
    }

    private void checkTopics(Fields fields) {
        boolean listed = fields.has("topics");
        Optional<Node.Entry> every = fields.find("every-topic");
        if (listed && every.isPresent()) {
            reading.report(
                    Code.TOPICS_AND_EVERY_TOPIC,
                    every.get().key(),
                    "a permission has either `topics` or `every-topic`",
                    "remove one of them");
        } else if (!listed && every.isEmpty()) {
            reading.report(
                    Code.NO_TOPICS,
                    fields.owner(),
                    "this permission has no topics",
                    "list them under `topics`, or write `every-topic: true`");
        }
    }

    private void checkReason(Fields fields, List<TopicPattern> topics) {
        Optional<TopicPattern> open =
                topics.stream().filter(TopicPattern::hasWildcard).findFirst();
        Optional<Node.Entry> entry = fields.find("topics");
        if (open.isEmpty() || entry.isEmpty() || fields.has("wildcards")) {
            return;
        }
        reading.report(
                Code.WILDCARD_WITHOUT_REASON,
                itemOf(entry.get(), open.get().text()),
                "an allow with a wildcard needs a reason",
                "add `wildcards:` with the reason, for whoever reads this policy next");
    }

    /** The list entry that says this, or the whole value. */
    private static Node itemOf(Node.Entry entry, String text) {
        if (entry.value() instanceof Node.Sequence sequence) {
            for (Node item : sequence.items()) {
                if (item instanceof Node.Scalar scalar && scalar.text().equals(text)) {
                    return item;
                }
            }
        }
        return entry.value();
    }

    private void checkEffectOf(Fields fields, Set<Action> actions) {
        if (actions.equals(Set.of(Action.SUBSCRIBE))) {
            reportWithoutEffect(fields, "retain", "publish");
            reportWithoutEffect(fields, "max-payload", "publish");
        }
        if (actions.equals(Set.of(Action.PUBLISH))) {
            reportWithoutEffect(fields, "shared-groups", "subscribe");
        }
    }

    private void reportWithoutEffect(Fields fields, String key, String action) {
        fields.find(key)
                .ifPresent(entry -> reading.report(
                        Code.CONDITION_WITHOUT_EFFECT,
                        entry.key(),
                        "`" + key + "` has no effect here",
                        "it concerns `" + action + "` only, of which this permission does not speak"));
    }

    private Conditions conditions(Fields fields) {
        return new Conditions(
                qos(fields),
                fields.find("retain").flatMap(entry -> values.bool(entry.value())),
                maxPayload(fields),
                fields.find("shared-groups")
                        .map(new SharedGroupsReader(reading)::read)
                        .orElse(SharedGroups.UNSPECIFIED),
                fields.find("when").map(whens::ofPermission).orElse(When.ALWAYS));
    }

    private Set<Integer> qos(Fields fields) {
        return new HashSet<>(
                fields.find("qos").map(entry -> values.list(entry, values::qos)).orElse(List.of()));
    }

    private OptionalLong maxPayload(Fields fields) {
        Optional<Long> size = fields.find("max-payload").flatMap(entry -> values.parsed(entry.value(), Size::parse));
        return size.map(OptionalLong::of).orElse(OptionalLong.empty());
    }
}

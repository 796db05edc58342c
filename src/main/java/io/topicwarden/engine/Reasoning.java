/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import io.topicwarden.policy.Action;
import io.topicwarden.policy.Attempt;
import io.topicwarden.policy.Client;
import io.topicwarden.policy.Conditions;
import io.topicwarden.policy.Effect;
import io.topicwarden.policy.Permission;
import io.topicwarden.policy.Role;
import io.topicwarden.policy.SourceSpan;
import io.topicwarden.policy.TopicPattern;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at the permissions of a client one by one, to say what each had to do with an attempt. At leisure. */
public final class Reasoning {

    /*
     * Each permission is compiled by itself, and once more without its conditions, and asked by the very procedures that
     * decide: so that what is told of it is what would be decided if it were alone.
     */

    private static final String NO_SHARED = "it concerns shared subscriptions only";

    private final Client client;
    private final InstantSource time;
    private final Attempt attempt;
    private final Action action;
    private final String filter;
    private final Optional<String> group;

    private Reasoning(Client client, InstantSource time, Attempt attempt, RequestedFilter.Valid asked) {
        this.client = client;
        this.time = time;
        this.attempt = attempt;
        this.action = attempt.kind().hasMessage() ? Action.PUBLISH : Action.SUBSCRIBE;
        this.filter = asked.filter();
        this.group = asked.group();
    }

    /**
     * The permissions of these roles that came into question, in source order. Empty if what is asked for is no topic name or
     * no topic filter, which none can permit.
     */
    public static List<Considered> of(List<Role> roles, Client client, InstantSource time, Attempt attempt) {
        boolean subscription = attempt.kind() == Attempt.Kind.SUBSCRIBE;
        boolean valid = subscription || Levels.isTopicName(attempt.topic());
        RequestedFilter requested = subscription
                ? RequestedFilter.parse(attempt.topic())
                : new RequestedFilter.Valid(Optional.empty(), attempt.topic(), false);
        if (!valid || !(requested instanceof RequestedFilter.Valid asked)) {
            return List.of();
        }
        Reasoning reasoning = new Reasoning(client, time, attempt, asked);
        List<Considered> considered = new ArrayList<>();
        for (Role role : roles) {
            for (Permission permission : role.permissions()) {
                reasoning.consider(permission).ifPresent(considered::add);
            }
        }
        considered.sort((a, b) -> a.rule().compareTo(b.rule()));
        return considered;
    }

    private Optional<Considered> consider(Permission permission) {
        if (!permission.actions().contains(action)) {
            return Optional.empty();
        }
        try {
            return related(permission);
        } catch (TooComplexException e) {
            return Optional.of(new Considered(
                    permission.reference(),
                    permission.effect(),
                    List.of(),
                    List.of("it is too complex to say what it shares with this"),
                    false));
        }
    }

    private Optional<Considered> related(Permission permission) {
        RoleSet alone = alone(permission, permission.topics(), permission.conditions());
        Rule rule = new Rule(
                permission,
                action,
                WhenClause.of(Integer.MAX_VALUE, permission.conditions().when()));
        List<String> unmet = unmet(rule, permission.effect());
        if (permission.effect() == Effect.DENY && rulesOf(alone).closedTo(client).length > 0) {
            return Optional.of(new Considered(permission.reference(), Effect.DENY, List.of(), unmet, true));
        }
        RoleSet bare = alone(permission, permission.topics(), Conditions.NONE);
        RuleTrie trie = permission.effect() == Effect.ALLOW
                ? rulesOf(bare).allows()
                : rulesOf(bare).denies();
        FilterRequest request = FilterRequest.ofTopic(bare.binding(client, time), Offer.DELIVERY);
        if (Coverage.of(filter, trie, request) instanceof Coverage.Covered) {
            return Optional.of(considered(permission, List.of(), unmet));
        }
        List<String> parts = parts(permission);
        return parts.isEmpty()
                ? unresolved(permission, trie, request, unmet)
                : Optional.of(considered(permission, parts, unmet));
    }

    /** What each topic of a permission shares with the filter. */
    private List<String> parts(Permission permission) {
        List<String> parts = new ArrayList<>();
        for (TopicPattern topic : permission.topics()) {
            RoleSet single = alone(permission, List.of(topic), Conditions.NONE);
            ActionRules rules = rulesOf(single);
            RuleTrie trie = permission.effect() == Effect.ALLOW ? rules.allows() : rules.denies();
            FilterRequest request = FilterRequest.ofTopic(single.binding(client, time), Offer.DELIVERY);
            Meet.of(filter, trie, request).map(Meet.Found::filter).ifPresent(parts::add);
        }
        return parts;
    }

    /** An allow whose levels would match if its variables had usable values. */
    private Optional<Considered> unresolved(
            Permission permission, RuleTrie trie, FilterRequest request, List<String> unmet) {
        return NearMisses.nearest(filter, trie, request).map(candidate -> {
            List<String> all = new ArrayList<>();
            candidate.unmet().forEach(missing -> all.add(missing.explanation()));
            all.addAll(unmet);
            return considered(permission, List.of(), all);
        });
    }

    private static Considered considered(Permission permission, List<String> parts, List<String> unmet) {
        return new Considered(permission.reference(), permission.effect(), parts, unmet, false);
    }

    /** What the attempt lacks. Of a deny, no {@code shared-groups} means that it concerns shared subscriptions as well. */
    private List<String> unmet(Rule rule, Effect effect) {
        boolean unspecified = rule.conditions().sharedGroups().isUnspecified();
        boolean ofSharedOnly = effect == Effect.DENY && action == Action.SUBSCRIBE && !unspecified;
        Optional<String> asked = effect == Effect.DENY && unspecified ? Optional.empty() : group;
        Binding whens = new Binding(client, time, List.of(), List.of());
        boolean asSubscription = attempt.kind() == Attempt.Kind.SUBSCRIBE
                || (attempt.kind() == Attempt.Kind.DELIVER && effect == Effect.DENY); // as it can have been asked for
        FilterRequest request = asSubscription
                ? FilterRequest.subscription(whens, attempt.qos(), asked)
                : FilterRequest.ofTopic(whens, offer());
        List<String> unmet = new ArrayList<>();
        Unmet.of(rule, request).forEach(one -> unmet.add(one.explanation()));
        if (ofSharedOnly && group.isEmpty() && asSubscription) {
            unmet.add(NO_SHARED);
        }
        return unmet;
    }

    private long offer() {
        return attempt.kind().hasMessage()
                ? Offer.publish(attempt.qos(), attempt.retain(), attempt.payloadBytes())
                : Offer.DELIVERY;
    }

    private ActionRules rulesOf(RoleSet roles) {
        return action == Action.PUBLISH ? roles.publish() : roles.subscribe();
    }

    private static RoleSet alone(Permission permission, List<TopicPattern> topics, Conditions conditions) {
        Permission changed = new Permission(
                permission.reference(),
                permission.effect(),
                permission.actions(),
                topics,
                permission.everyTopic(),
                permission.wildcards(),
                conditions);
        SourceSpan span = permission.reference().span();
        return new RoleSet(
                List.of(new Role(permission.reference().role(), "", List.of(changed), Optional.empty(), span)));
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import io.topicwarden.engine.CompiledPolicy;
import io.topicwarden.engine.Considered;
import io.topicwarden.engine.Decision;
import io.topicwarden.engine.Reasoning;
import io.topicwarden.policy.Attempt;
import io.topicwarden.policy.Client;
import io.topicwarden.policy.Effect;
import io.topicwarden.policy.PatternSyntaxException;
import io.topicwarden.policy.Permission;
import io.topicwarden.policy.Policy;
import io.topicwarden.policy.Role;
import io.topicwarden.policy.RuleReference;
import io.topicwarden.policy.TopicPattern;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds what it would take to permit an attempt. Each answer is compiled into the policy and asked before it is given. */
public final class RemedySearch {

    private final Policy policy;
    private final Client client;
    private final Attempt attempt;
    private final Instant at;

    private RemedySearch(Policy policy, Client client, Attempt attempt, Instant at) {
        this.policy = policy;
        this.client = client;
        this.attempt = attempt;
        this.at = at;
    }

    /**
     * Looks for the smallest permission, or for what is in its way.
     *
     * @param at the instant of the attempt
     */
    public static Remedy of(Policy policy, Client client, Attempt attempt, Instant at) {
        return new RemedySearch(policy, client, attempt, at).find();
    }

    private Remedy find() {
        AskedPolicy asked = new AskedPolicy(CompiledPolicy.of(policy));
        Optional<Decision> blocked = asked.blocked(client, at);
        if (blocked.isPresent() && blocked.get() instanceof Decision.Denied block) {
            return new Remedy.Beyond("the client is " + block.message() + ", which no permission outweighs");
        }
        Decision now = asked.decide(client, attempt, at);
        if (!(now instanceof Decision.Denied denied)) {
            return new Remedy.NotNeeded();
        }
        GrantDraft draft = new GrantDraft(policy, client, attempt, at, denied.nearMiss());
        TopicPattern topics;
        try {
            topics = TopicPattern.parse(draft.filter());
        } catch (PatternSyntaxException e) {
            return new Remedy.Beyond("no permission can name this topic: " + e.problem());
        }
        if (!topics.variables().isEmpty()) {
            return new Remedy.Beyond("no permission can name this topic, for `${` stands for a variable in a policy");
        }
        return find(draft, topics);
    }

    private Remedy find(GrantDraft draft, TopicPattern topics) {
        Remedy.Grant smallest = draft.confined(topics);
        Decision then = decide(smallest.policy());
        if (then.isAllowed()) {
            return new Remedy.Granted(smallest, draft.general(topics).filter(grant -> decide(grant.policy())
                    .isAllowed()));
        }
        List<RuleReference> denies = denies();
        Policy without = without(denies, policy);
        boolean permittedThen = decide(without).isAllowed();
        if (denies.isEmpty()
                || !(permittedThen || decide(without(denies, smallest.policy())).isAllowed())) {
            return new Remedy.Beyond(((Decision.Denied) then).message());
        }
        return new Remedy.Denied(denies, permittedThen ? Optional.empty() : Optional.of(smallest));
    }

    private Decision decide(Policy changed) {
        return new AskedPolicy(CompiledPolicy.of(changed)).decide(client, attempt, at);
    }

    /** The denies that forbid it or a part of it. */
    private List<RuleReference> denies() {
        List<Role> roles = policy.rolesOf(client, at).stream()
                .flatMap(name -> Optional.ofNullable(policy.roles().get(name)).stream())
                .toList();
        return Reasoning.of(roles, client, InstantSource.fixed(at), attempt).stream()
                .filter(one -> one.effect() == Effect.DENY && one.holds())
                .map(Considered::rule)
                .toList();
    }

    private static Policy without(List<RuleReference> rules, Policy policy) {
        Map<String, Role> roles = new LinkedHashMap<>();
        policy.roles().forEach((name, role) -> {
            List<Permission> kept = role.permissions().stream()
                    .filter(permission -> !rules.contains(permission.reference()))
                    .toList();
            roles.put(name, new Role(name, role.description(), kept, role.deniedPublish(), role.span()));
        });
        return new Policy(roles, policy.assignments(), policy.blocks());
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.topicwarden.engine.ClientPermissions;
import io.topicwarden.engine.Comparison;
import io.topicwarden.engine.CompiledPolicy;
import io.topicwarden.engine.Decision;
import io.topicwarden.engine.RoleSet;
import io.topicwarden.engine.Terms;
import io.topicwarden.policy.Permission;
import io.topicwarden.policy.Policy;
import io.topicwarden.policy.Role;
import io.topicwarden.policy.RuleReference;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** The permissions of some roles of an earlier policy, and of some roles of a later one, ready to be compared. */
final class Holding {

    private final Comparison comparison;
    private final RoleSet before;
    private final RoleSet after;
    private final Set<RuleReference> referencesBefore;
    private final List<Permission> permissionsAfter;

    Holding(Policy before, Set<String> rolesBefore, Policy after, Set<String> rolesAfter) {
        List<Permission> permissionsBefore = permissions(before, rolesBefore);
        this.referencesBefore =
                permissionsBefore.stream().map(Permission::reference).collect(toUnmodifiableSet());
        this.permissionsAfter = permissions(after, rolesAfter);
        this.comparison = Comparison.of(permissionsBefore, permissionsAfter);
        this.before = CompiledPolicy.of(before).roleSet(rolesBefore);
        this.after = CompiledPolicy.of(after).roleSet(rolesAfter);
    }

    static List<Permission> permissions(Policy policy, Set<String> roles) {
        return policy.roles().values().stream()
                .filter(role -> roles.contains(role.name()))
                .map(Role::permissions)
                .flatMap(List::stream)
                .toList();
    }

    Comparison comparison() {
        return comparison;
    }

    /** What the later roles deny. */
    List<Statement> denies() {
        return Statement.of(permissionsAfter).stream()
                .filter(statement -> !statement.isAllow())
                .toList();
    }

    /** Whether decisions, asked for one by one, say that the later roles permit this topic and the earlier do not. */
    boolean confirms(Example example, Terms terms, String topic) {
        return permits(after, example, terms, topic) && !permits(before, example, terms, topic);
    }

    /** Whether this deny is one of the earlier roles. */
    boolean hadDeny(Statement deny) {
        return referencesBefore.contains(deny.permission().reference());
    }

    private static boolean permits(RoleSet roles, Example example, Terms terms, String topic) {
        ClientPermissions permissions = roles.bind(example.client(), InstantSource.fixed(example.now()));
        return decide(permissions, terms, topic).isAllowed();
    }

    private static Decision decide(ClientPermissions permissions, Terms terms, String topic) {
        if (terms instanceof Terms.Publish publish) {
            return permissions.publish(topic, publish.qos(), publish.retain(), publish.payloadBytes());
        }
        Terms.Subscribe subscribe = (Terms.Subscribe) terms;
        String filter =
                subscribe.group().map(group -> "$share/" + group + "/" + topic).orElse(topic);
        return permissions.subscribe(filter, subscribe.qos());
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.generate;

import io.topicwarden.policy.Assignment;
import io.topicwarden.policy.Block;
import io.topicwarden.policy.CertificateCondition;
import io.topicwarden.policy.Conditions;
import io.topicwarden.policy.Effect;
import io.topicwarden.policy.Permission;
import io.topicwarden.policy.Policy;
import io.topicwarden.policy.Role;
import io.topicwarden.policy.When;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A policy as what was observed can be asked of it: not observed are the address, the TLS and MQTT versions, the hour and the
 * fingerprint, so what depends on these is taken as permitted then, and what would forbid by them as not forbidding.
 */
public final class Relaxed {

    private Relaxed() {}

    /** The policy without what was not observed. */
    public static Policy of(Policy policy) {
        Map<String, Role> roles = new LinkedHashMap<>();
        policy.roles().forEach((name, role) -> roles.put(name, role(role)));
        List<Assignment> assignments = policy.assignments().stream()
                .map(assignment -> new Assignment(assignment.roles(), relaxed(assignment.when()), assignment.span()))
                .toList();
        List<Block> blocks = policy.blocks().stream()
                .filter(block -> relaxed(block.when()).equals(block.when()))
                .toList();
        return new Policy(roles, assignments, blocks);
    }

    private static Role role(Role role) {
        List<Permission> permissions = role.permissions().stream()
                .filter(permission -> permission.effect() == Effect.ALLOW || isObserved(permission))
                .map(Relaxed::permission)
                .toList();
        return new Role(role.name(), role.description(), permissions, role.deniedPublish(), role.span());
    }

    private static boolean isObserved(Permission permission) {
        When when = permission.conditions().when();
        return relaxed(when).equals(when);
    }

    private static Permission permission(Permission permission) {
        Conditions conditions = permission.conditions();
        return new Permission(
                permission.reference(),
                permission.effect(),
                permission.actions(),
                permission.topics(),
                permission.everyTopic(),
                permission.wildcards(),
                new Conditions(
                        conditions.qos(),
                        conditions.retain(),
                        conditions.maxPayload(),
                        conditions.sharedGroups(),
                        relaxed(conditions.when())));
    }

    private static When relaxed(When when) {
        return new When(
                when.identity(),
                when.clientId(),
                when.username(),
                when.listener(),
                List.of(),
                Optional.empty(),
                List.of(),
                when.attributes(),
                when.certificate().map(Relaxed::relaxed),
                Optional.empty());
    }

    private static CertificateCondition relaxed(CertificateCondition certificate) {
        return new CertificateCondition(
                certificate.cn(),
                certificate.o(),
                certificate.ou(),
                certificate.serial(),
                List.of(),
                certificate.issuerCn(),
                certificate.sanDns(),
                certificate.sanUri(),
                certificate.sanEmail());
    }
}

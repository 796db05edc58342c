/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import io.topicwarden.policy.Effect;
import io.topicwarden.policy.Permission;
import io.topicwarden.policy.TopicPattern;
import io.topicwarden.policy.Variable;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** Finds attributes that permissions name and no identity has. */
final class AttributeCheck {

    private AttributeCheck() {}

    static void run(LintInput input, Findings findings) {
        if (input.identities().isEmpty()) {
            return;
        }
        Set<String> known = new HashSet<>();
        input.people().forEach(identity -> known.addAll(identity.attributes().keySet()));
        input.policy().roles().values().stream()
                .flatMap(role -> role.permissions().stream())
                .forEach(permission -> named(permission).stream()
                        .filter(name -> !known.contains(name))
                        .forEach(name -> add(permission, name, findings)));
    }

    private static Set<String> named(Permission permission) {
        Set<String> names = new LinkedHashSet<>();
        for (TopicPattern pattern : permission.topics()) {
            for (Variable variable : pattern.variables()) {
                if (variable.kind() == Variable.Kind.ATTRIBUTE) {
                    names.add(variable.attribute());
                }
            }
        }
        return names;
    }

    private static void add(Permission permission, String name, Findings findings) {
        String effect = permission.effect() == Effect.ALLOW
                ? "so its topics match nothing"
                : "so this deny refuses everybody the whole action";
        findings.add(
                LintCode.UNKNOWN_ATTRIBUTE,
                permission.reference().span(),
                "no identity has the attribute `" + name + "`, " + effect,
                "check how it is written, or give it to identities in identities.yaml");
    }
}

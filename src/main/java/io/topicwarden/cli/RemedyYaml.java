/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import io.topicwarden.analysis.Remedy;
import io.topicwarden.cli.yaml.YamlText;
import io.topicwarden.policy.Action;
import io.topicwarden.policy.Conditions;
import io.topicwarden.policy.Permission;
import io.topicwarden.policy.TextPattern;
import io.topicwarden.policy.When;
import java.util.List;
import java.util.Optional;

/** Writes a permission as it stands in a policy file, to be pasted there. */
final class RemedyYaml {

    private static final String INDENT = "      ";

    private RemedyYaml() {}

    /** What to paste: an entry of the role's {@code permissions}, or a role of its own and who holds it. */
    static String of(Remedy.Grant grant) {
        String entry = entry(grant.permission());
        return grant.newAssignment()
                .map(assignment -> "roles:\n  "
                        + YamlText.quoted(grant.permission().reference().role())
                        + ":\n    permissions:\n" + entry + "assignments:\n  - roles: "
                        + YamlText.list(assignment.roles()) + "\n    when: "
                        + when(assignment.when()).orElse("{client-id: \"*\"}") + "\n")
                .orElse(entry);
    }

    private static String entry(Permission permission) {
        StringBuilder yaml = new StringBuilder(INDENT + "- allow: ")
                .append(permission.actions().contains(Action.PUBLISH) ? "publish" : "subscribe")
                .append('\n');
        line(yaml, "topics", YamlText.quoted(permission.topics().get(0).text()));
        if (!permission.wildcards().isEmpty()) {
            line(yaml, "wildcards", YamlText.quoted(permission.wildcards()));
        }
        Conditions conditions = permission.conditions();
        if (!conditions.qos().isEmpty()) {
            line(yaml, "qos", conditions.qos().toString());
        }
        conditions.retain().ifPresent(retain -> line(yaml, "retain", retain.toString()));
        conditions.maxPayload().ifPresent(most -> line(yaml, "max-payload", Long.toString(most)));
        if (!conditions.sharedGroups().isUnspecified()) {
            line(
                    yaml,
                    "shared-groups",
                    conditions.sharedGroups().any()
                            ? "\"*\""
                            : YamlText.list(conditions.sharedGroups().names()));
        }
        when(conditions.when()).ifPresent(when -> line(yaml, "when", when));
        return yaml.toString();
    }

    private static Optional<String> when(When when) {
        return key("identity", when.identity()).or(() -> key("client-id", when.clientId()));
    }

    private static Optional<String> key(String key, List<TextPattern> patterns) {
        return patterns.stream().findFirst().map(one -> "{" + key + ": " + YamlText.quoted(one.text()) + "}");
    }

    private static void line(StringBuilder yaml, String key, String value) {
        yaml.append(INDENT).append("  ").append(key).append(": ").append(value).append('\n');
    }
}

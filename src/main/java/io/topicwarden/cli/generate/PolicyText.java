/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.generate;

import io.topicwarden.audit.observed.Observed;
import io.topicwarden.cli.yaml.YamlText;
import io.topicwarden.policy.Action;
import io.topicwarden.policy.yaml.Limits;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes the draft as {@code policy.yaml}. Every text of a client's stands between quotes, or in a comment made harmless. */
final class PolicyText {

    private final StringBuilder yaml = new StringBuilder();

    static String of(Draft draft, Observed observed) {
        PolicyText text = new PolicyText();
        text.head(observed);
        text.roles(draft.roles());
        text.assignments(draft.assignments());
        return text.yaml.toString();
    }

    private void head(Observed observed) {
        line("# yaml-language-server: $schema=schema/policy.schema.json");
        line("#");
        line("# Proposed by `topicwarden generate` from what was observed between " + observed.since() + " and "
                + observed.written() + ".");
        line(
                "# It permits what was permitted then, and no more. Review it: what happens seldom may not have happened.");
        observed.leftOut()
                .forEach((bound, actions) ->
                        line("# NOT COMPLETE: " + actions + " actions were left out by the bound `" + bound + "`."));
        line("version: 1");
        line("");
    }

    private void roles(List<DraftRole> roles) {
        line(roles.isEmpty() ? "roles: {}" : "roles:");
        for (DraftRole role : roles) {
            line("  " + YamlText.quoted(role.name()) + ":");
            line("    description: "
                    + YamlText.quoted("what " + clients(role.principals().size()) + " did"));
            line("    permissions:");
            role.permissions().forEach(this::permission);
        }
    }

    private static String clients(int count) {
        return count == 1 ? "one identity" : count + " identities";
    }

    private void permission(DraftPermission permission) {
        Use use = permission.use();
        line("      # " + use.count() + (use.count() == 1 ? " time" : " times")
                + (use.willed() ? ", as a will too" : ""));
        line("      - allow: " + permission.grant().action().name().toLowerCase(Locale.ROOT));
        line("        topics: " + YamlText.quoted(permission.grant().pattern()));
        if (permission.grant().hasWildcard()) {
            line("        wildcards: " + YamlText.quoted(reason(permission)));
        }
        line("        qos: " + permission.qos());
        if (permission.grant().action() == Action.PUBLISH) {
            line("        retain: " + permission.grant().retain());
            line("        max-payload: " + use.payloadBytes());
        }
        permission.grant().group().ifPresent(group -> line("        shared-groups: " + YamlText.list(List.of(group))));
    }

    private static String reason(DraftPermission permission) {
        return permission.grant().generalized()
                ? "generalized from what was observed, review"
                : "exactly this filter was observed, review";
    }

    private void assignments(Map<Draft.Holders, List<Principal>> assignments) {
        if (!assignments.isEmpty()) {
            line("");
            line("assignments:");
        }
        assignments.forEach((holders, principals) -> {
            for (int from = 0; from < principals.size(); from += Limits.MAX_ENTRIES) {
                assignment(holders, principals.subList(from, Math.min(principals.size(), from + Limits.MAX_ENTRIES)));
            }
        });
    }

    /** To as many as one list takes. */
    private void assignment(Draft.Holders holders, List<Principal> principals) {
        line("  - roles: " + YamlText.list(holders.roles()));
        line("    when:");
        line("      listener: " + YamlText.quoted(holders.listener()));
        line("      identity:");
        principals.forEach(principal -> line("        - " + YamlText.quoted(principal.identity())));
    }

    private void line(String text) {
        yaml.append(text).append('\n');
    }
}

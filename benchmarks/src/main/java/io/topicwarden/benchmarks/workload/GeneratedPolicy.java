/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.benchmarks.workload;

import io.topicwarden.policy.Action;
import io.topicwarden.policy.Conditions;
import io.topicwarden.policy.Effect;
import io.topicwarden.policy.PatternSyntaxException;
import io.topicwarden.policy.Permission;
import io.topicwarden.policy.Policy;
import io.topicwarden.policy.Role;
import io.topicwarden.policy.RuleReference;
import io.topicwarden.policy.SourceSpan;
import io.topicwarden.policy.TopicPattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/**
 * A policy made by a fixed seed: as a model, as the text of a {@code policy.yaml}, and as the topics that fit it or do not.
 * Each allow leads to {@code measurements} and each deny to {@code firmware}, so that no deny meets a topic of an allow.
 */
public final class GeneratedPolicy {

    /** The identifier of the client that topics are for. */
    public static final String CLIENT_ID = "c1";

    private static final long SEED = 20261123;
    private static final String FILE = "policy.yaml";
    private static final int FEWEST_BRANCHES = 10;
    private static final int LINES_PER_PERMISSION = 3;
    private static final Set<Action> BOTH = Set.of(Action.PUBLISH, Action.SUBSCRIBE);

    private final PolicyShape shape;
    private final List<PolicyLine> lines = new ArrayList<>();

    /** A policy of this many permissions. */
    public GeneratedPolicy(int permissions, PolicyShape shape) {
        this.shape = shape;
        Random random = new Random(SEED);
        int digits = Math.max(1, shape.levels() - 2);
        int base = Math.max(FEWEST_BRANCHES, (int) Math.ceil(Math.pow(permissions, 1.0 / digits)));
        for (int i = 0; i < permissions; i++) {
            lines.add(line(i, digits, base, random));
        }
    }

    private PolicyLine line(int number, int digits, int base, Random random) {
        Effect effect = random.nextInt(100) < shape.denies() ? Effect.DENY : Effect.ALLOW;
        List<String> levels = new ArrayList<>();
        levels.add("plants");
        int rest = number;
        for (int i = 0; i < digits; i++) {
            levels.add("n" + rest % base);
            rest /= base;
        }
        String leaf = effect == Effect.ALLOW ? "measurements" : "firmware";
        if (random.nextInt(100) < shape.variables()) {
            levels.set(digits, "dev-${client.id}");
        }
        if (random.nextInt(100) < shape.wildcards()) {
            if (effect == Effect.ALLOW && random.nextBoolean()) {
                leaf = "#";
            } else {
                levels.set(1 + random.nextInt(digits), "+");
            }
        }
        levels.add(leaf);
        return new PolicyLine("r" + number % shape.roles(), effect, List.copyOf(levels));
    }

    /** The names of its roles. */
    public Set<String> roles() {
        return Set.copyOf(lines.stream().map(PolicyLine::role).distinct().toList());
    }

    /** The model, as the reader would make it of {@link #text}. */
    public Policy model() {
        Map<String, List<Permission>> byRole = new LinkedHashMap<>();
        int line = 1;
        for (PolicyLine next : lines) {
            List<Permission> permissions = byRole.computeIfAbsent(next.role(), role -> new ArrayList<>());
            permissions.add(permission(next, permissions.size() + 1, line));
            line += LINES_PER_PERMISSION;
        }
        Map<String, Role> roles = new LinkedHashMap<>();
        byRole.forEach((name, permissions) ->
                roles.put(name, new Role(name, "", permissions, Optional.empty(), SourceSpan.startOf(FILE))));
        return new Policy(roles, List.of(), List.of());
    }

    private static Permission permission(PolicyLine line, int number, int at) {
        return new Permission(
                new RuleReference(line.role(), number, new SourceSpan(FILE, at, 9, 5)),
                line.effect(),
                BOTH,
                List.of(pattern(line)),
                false,
                line.hasWildcard() ? "a benchmark" : "",
                Conditions.NONE);
    }

    private static TopicPattern pattern(PolicyLine line) {
        try {
            return TopicPattern.parse(line.pattern());
        } catch (PatternSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The policy as an operator would write it; whoever comes in by the listener {@code bench} holds all roles. */
    public String text() {
        StringBuilder text = new StringBuilder("version: 1\nroles:\n");
        for (String role : roles().stream().sorted().toList()) {
            text.append("  ").append(role).append(":\n    permissions:\n");
            lines.stream().filter(line -> line.role().equals(role)).forEach(line -> append(text, line));
        }
        return text.append("assignments:\n  - roles: [")
                .append(String.join(", ", roles()))
                .append("]\n    when: {listener: \"*\"}\n")
                .toString();
    }

    private static void append(StringBuilder text, PolicyLine line) {
        String effect = line.effect() == Effect.ALLOW ? "allow" : "deny";
        text.append("      - ").append(effect).append(": [publish, subscribe]\n");
        text.append("        topics: ").append(line.pattern()).append('\n');
        if (line.hasWildcard() && line.effect() == Effect.ALLOW) {
            text.append("        wildcards: a benchmark\n");
        }
    }

    /** So many topics that an allow permits to the client {@link #CLIENT_ID}, spread over all allows. */
    public String[] permitted(int count) {
        return spread(count, line -> line.topic(CLIENT_ID));
    }

    /** So many topics that nothing permits, which differ from permitted ones in the last level. */
    public String[] unmatched(int count) {
        return spread(count, line -> line.topic(CLIENT_ID).replaceFirst("/[^/]*$", "/nothing"));
    }

    /** So many topic filters that allows permit as they stand, wildcards included, to the client {@link #CLIENT_ID}. */
    public String[] filters(int count) {
        return spread(count, line -> line.pattern().replace("${client.id}", CLIENT_ID));
    }

    /** Of the allows so many in random order, each as often as needed. */
    private String[] spread(int count, Function<PolicyLine, String> form) {
        Random random = new Random(SEED + count);
        List<PolicyLine> allows =
                lines.stream().filter(line -> line.effect() == Effect.ALLOW).toList();
        String[] spread = new String[count];
        for (int i = 0; i < count; i++) {
            spread[i] = form.apply(allows.get(random.nextInt(allows.size())));
        }
        return spread;
    }
}

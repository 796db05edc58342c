/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import io.topicwarden.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** A small random policy over a tiny universe, as text that can be changed at random. */
final class RandomPolicy {

    private static final int ROLES = 3;

    private final Random random;
    private final List<List<String>> roles = new ArrayList<>();
    private final List<String> assignments = new ArrayList<>();
    private final List<String> blocks = new ArrayList<>();

    private RandomPolicy(Random random) {
        this.random = random;
    }

    static RandomPolicy of(Random random) {
        RandomPolicy policy = new RandomPolicy(random);
        for (int i = 0; i < ROLES; i++) {
            policy.roles.add(new ArrayList<>());
            policy.fill(policy.roles.get(i), 1 + random.nextInt(3), policy::permission);
        }
        policy.fill(policy.assignments, random.nextInt(4), policy::assignment);
        policy.fill(policy.blocks, random.nextInt(2), policy::block);
        return policy;
    }

    private void fill(List<String> list, int count, Supplier<String> maker) {
        for (int i = 0; i < count; i++) {
            list.add(maker.get());
        }
    }

    /** The same with one to three things changed. */
    RandomPolicy changed() {
        RandomPolicy changed = new RandomPolicy(random);
        roles.forEach(permissions -> changed.roles.add(new ArrayList<>(permissions)));
        changed.assignments.addAll(assignments);
        changed.blocks.addAll(blocks);
        for (int i = random.nextInt(3); i >= 0; i--) {
            changed.change();
        }
        return changed;
    }

    private void change() {
        switch (random.nextInt(6)) {
            case 0, 1, 2 -> change(roles.get(random.nextInt(ROLES)), this::permission);
            case 3, 4 -> change(assignments, this::assignment);
            default -> change(blocks, this::block);
        }
    }

    private void change(List<String> list, Supplier<String> maker) {
        int kind = list.isEmpty() ? 0 : random.nextInt(4);
        switch (kind) {
            case 0 -> list.add(maker.get());
            case 1 -> list.remove(random.nextInt(list.size()));
            case 2 -> list.set(random.nextInt(list.size()), maker.get());
            default -> list.add(0, list.remove(list.size() - 1));
        }
    }

    private String permission() {
        boolean allow = random.nextInt(3) > 0;
        String action = pick("publish", "subscribe", "[publish, subscribe]");
        String topics = random.nextInt(15) == 0 ? "every-topic: true" : "topics: [" + topics() + "]";
        StringBuilder text = new StringBuilder("{" + (allow ? "allow: " : "deny: ") + action + ", " + topics);
        if (allow && topics.contains("topics: [")) {
            text.append(", wildcards: random");
        }
        if (random.nextInt(6) == 0) {
            text.append(", qos: ").append(pick("0", "[0, 1]", "2", "[1, 2]"));
        }
        if (!action.equals("subscribe") && random.nextInt(6) == 0) {
            text.append(
                    random.nextBoolean() ? ", retain: " + random.nextBoolean() : ", max-payload: " + pick("5", "9"));
        }
        if (!action.equals("publish") && random.nextInt(5) == 0) {
            text.append(", shared-groups: ").append(pick("g", "\"*\"", "[g, h]"));
        }
        if (random.nextInt(3) == 0) {
            text.append(", when: {").append(when()).append(permissionTime()).append("}");
        }
        return text.append("}").toString();
    }

    private String permissionTime() {
        return random.nextInt(5) == 0
                ? ", time: {from: \"" + pick("08:00", "12:00") + "\", to: \"20:00\", zone: UTC}"
                : "";
    }

    private String topics() {
        List<String> topics = new ArrayList<>();
        for (int i = random.nextInt(2); i >= 0; i--) {
            topics.add("\"" + pattern() + "\"");
        }
        return String.join(", ", topics);
    }

    private String pattern() {
        List<String> levels = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            levels.add(pick(
                    "a",
                    "a",
                    "b",
                    "+",
                    "+",
                    "",
                    "$s",
                    "${client.id}",
                    "${attributes.v}",
                    "${attributes.v}",
                    "p${attributes.v}",
                    "${cert.ou}",
                    "${username}"));
        }
        String pattern = String.join("/", levels);
        if (pattern.isEmpty() || random.nextInt(4) == 0) {
            return pattern.isEmpty() ? pick("#", "/#", "+", "$s/#") : pattern + "/#";
        }
        return pattern;
    }

    private String when() {
        String one = condition();
        String other = condition();
        String key = one.substring(0, one.indexOf(':'));
        return other.startsWith(key) || random.nextBoolean() ? one : one + ", " + other;
    }

    private String condition() {
        return switch (random.nextInt(9)) {
            case 0 -> "listener: " + pick("tls", "lan", "\"*\"", "[tls, lan]");
            case 1 -> "client-id: " + pick("a", "\"a*\"", "\"*b\"", "[a, b]");
            case 2 -> "attributes: {v: " + pick("a", "b", "\"*\"", "[a, b]") + "}";
            case 3 -> "tls: " + pick("TLSv1.2", "TLSv1.3");
            case 4 -> "network: " + pick("10.0.0.0/8", "10.0.0.0/24", "\"::/0\"", "0.0.0.0/0", "10.0.0.1");
            case 5 -> "mqtt: " + pick("3", "5");
            case 6 -> "certificate: {ou: " + pick("a", "b", "\"*\"", "\"a*\"") + "}";
            case 7 -> "username: " + pick("a", "b", "\"*\"");
            default -> "identity: " + pick("a", "\"*\"", "\"b*\"");
        };
    }

    private String assignment() {
        return "{roles: [" + pick("r0", "r1", "r2", "r0, r1") + "], when: {" + when() + "}}";
    }

    private String block() {
        return "{when: {" + when() + "}" + pick("", ", until: 2026-11-30T00:00:00Z", ", until: 2026-01-01T00:00:00Z")
                + "}";
    }

    Policy policy() {
        return Yaml.policy(toString());
    }

    @SafeVarargs
    private <T> T pick(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("roles:\n");
        for (int i = 0; i < roles.size(); i++) {
            List<String> permissions = roles.get(i);
            text.append("  r").append(i).append(":\n    permissions:\n");
            permissions.forEach(
                    permission -> text.append("      - ").append(permission).append('\n'));
            if (permissions.isEmpty()) {
                text.append("      - {allow: publish, topics: never}\n");
            }
        }
        append(text, "assignments", assignments);
        append(text, "blocked", blocks);
        return text.toString();
    }

    private static void append(StringBuilder text, String key, List<String> entries) {
        text.append(key).append(entries.isEmpty() ? ": []\n" : ":\n");
        entries.forEach(entry -> text.append("  - ").append(entry).append('\n'));
    }
}

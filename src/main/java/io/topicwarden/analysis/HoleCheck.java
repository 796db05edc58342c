/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import io.topicwarden.policy.Level;
import io.topicwarden.policy.Policy;
import io.topicwarden.policy.Role;
import io.topicwarden.policy.TopicPattern;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Finds denies that leave out what they seem to mean: a wildcard at the beginning does not match topics that begin with
 * {@code $}, and {@code a/+/#} does not match {@code a}. It is a hole only if an allow of some role leads through it.
 */
final class HoleCheck {

    private final Policy policy;
    private final LintInput input;
    private final Findings findings;

    private HoleCheck(LintInput input, Findings findings) {
        this.policy = input.policy();
        this.input = input;
        this.findings = findings;
    }

    static void run(LintInput input, Findings findings) {
        HoleCheck check = new HoleCheck(input, findings);
        for (Role role : input.policy().roles().values()) {
            Statement.of(role.permissions()).stream()
                    .filter(statement ->
                            !statement.isAllow() && statement.pattern().isPresent())
                    .forEach(deny -> check.check(deny, deny.pattern().orElseThrow(), role));
        }
    }

    private void check(Statement deny, TopicPattern pattern, Role role) {
        if (isEverything(pattern)) {
            through(deny, role, HoleCheck::brokerTopics)
                    .ifPresent(topic -> add(
                            deny,
                            "`" + pattern + "` does not match topics that begin with `$`: `" + topic
                                    + "` stays allowed",
                            "deny those topics too, or write `every-topic: true`"));
        }
        parent(pattern).ifPresent(parent -> through(deny, role, allow -> Optional.of(parent))
                .ifPresent(topic -> add(
                        deny,
                        "`" + pattern + "` does not match `" + parent + "` itself: `" + topic + "` stays allowed",
                        "write `" + parent + "/#`")));
    }

    private static boolean isEverything(TopicPattern pattern) {
        return pattern.multiLevel() && pattern.levels().stream().allMatch(Level.SingleWildcard.class::isInstance);
    }

    /** The topics that begin with {@code $} and that an allow matches, as far as one pattern can say. */
    private static Optional<TopicPattern> brokerTopics(Statement allow) {
        return allow.pattern().isEmpty()
                ? Optional.of(new TopicPattern("$SYS/#", List.of(new Level.Literal("$SYS")), true))
                : allow.pattern().filter(pattern -> pattern.text().startsWith("$"));
    }

    /** Of {@code a/+/#} it is {@code a}. */
    private static Optional<TopicPattern> parent(TopicPattern pattern) {
        int last = pattern.levels().size() - 1;
        boolean skips = pattern.multiLevel() && last > 0 && pattern.levels().get(last) instanceof Level.SingleWildcard;
        String suffix = "/+/#";
        return skips && !(pattern.levels().get(last - 1) instanceof Level.SingleWildcard)
                ? Optional.of(new TopicPattern(
                        pattern.text().substring(0, pattern.text().length() - suffix.length()),
                        pattern.levels().subList(0, last),
                        false))
                : Optional.empty();
    }

    /** A topic of the hole that an allow permits to holders of its role and the deny's. */
    private Optional<String> through(Statement deny, Role role, Function<Statement, Optional<TopicPattern>> holeFor) {
        return Stream.concat(Stream.of(role), policy.roles().values().stream().filter(other -> !other.name()
                        .equals(role.name())))
                .flatMap(other -> through(deny, role, other, holeFor).stream())
                .findFirst();
    }

    private Optional<String> through(
            Statement deny, Role role, Role other, Function<Statement, Optional<TopicPattern>> holeFor) {
        List<Statement> allows = Statement.of(other.permissions()).stream()
                .filter(allow -> allow.isAllow() && allow.action() == deny.action())
                .filter(allow -> holeFor.apply(allow)
                        .filter(hole -> Overlap.mayShare(allow.pattern(), Optional.of(hole)))
                        .isPresent())
                .toList();
        if (allows.isEmpty()) {
            return Optional.empty();
        }
        PermittedSearch search = PermittedSearch.ofRoles(
                new TreeSet<>(List.of(role.name(), other.name())), policy, input.now(), findings.budget());
        return allows.stream()
                .flatMap(allow ->
                        holeFor.apply(allow).stream().flatMap(hole -> search.find(allow, List.of(deny), hole).stream()))
                .map(Witness::topic)
                .findFirst();
    }

    private void add(Statement deny, String message, String help) {
        findings.add(LintCode.DENY_WITH_HOLE, deny.permission().reference().span(), message, help);
    }
}

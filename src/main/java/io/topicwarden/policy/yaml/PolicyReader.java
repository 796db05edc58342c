/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import io.topicwarden.policy.Assignment;
import io.topicwarden.policy.Block;
import io.topicwarden.policy.Policy;
import io.topicwarden.policy.Role;
import io.topicwarden.policy.SourceSpan;
import io.topicwarden.policy.When;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code policy.yaml} and {@code policy.d/*.yaml} into one policy. */
public final class PolicyReader {

    private static final String MAIN_FILE = "policy.yaml";

    private final Problems problems = new Problems();
    private final Map<String, Role> roles = new LinkedHashMap<>();
    private final List<Assignment> assignments = new ArrayList<>();
    private final List<Block> blocks = new ArrayList<>();
    private final Allowance levels = new Allowance(Limits.MAX_LEVELS, "levels of topics");
    private boolean everyRoleIsKnown = true;

    private PolicyReader() {}

    /** Reads all files of a policy together; none of it is in force unless all of it is whole. */
    public static Loaded<Policy> read(List<SourceFile> files) {
        return Loaded.guarded(nameOf(files), () -> new PolicyReader().readAll(files));
    }

    /**
     * The names of the roles that the files define, valid or not; empty if some file cannot be read at all, so that nobody
     * can say which roles there are.
     */
    public static Optional<Set<String>> roleNames(List<SourceFile> files) {
        try {
            Set<String> names = new HashSet<>();
            for (SourceFile file : files) {
                Document document = Document.of(file, new Problems());
                if (!(document.root().orElse(null) instanceof Node.Mapping top)) {
                    return Optional.empty();
                }
                addRoleNames(top, names);
            }
            return Optional.of(names);
        } catch (RuntimeException | StackOverflowError e) {
            return Optional.empty(); // reported by read
        }
    }

    private static void addRoleNames(Node.Mapping top, Set<String> names) {
        for (Node.Entry section : top.entries()) {
            if (section.name().equals("roles") && section.value() instanceof Node.Mapping roles) {
                roles.entries().forEach(role -> names.add(role.name()));
            }
        }
    }

    private static String nameOf(List<SourceFile> files) {
        return files.size() == 1 ? files.get(0).file() : MAIN_FILE;
    }

    private Loaded<Policy> readAll(List<SourceFile> files) {
        if (files.isEmpty()) {
            problems.add(
                    new SourceText(MAIN_FILE, ""),
                    Code.MISSING_FILE.toString(),
                    "there is no policy",
                    SourceSpan.startOf(MAIN_FILE),
                    "write one; `version: 1` alone permits nothing");
        }
        List<Runnable> rest = new ArrayList<>();
        for (SourceFile file : files) {
            Document document = Document.of(file, problems);
            Optional<Fields> top = document.top(KeyTable.POLICY);
            everyRoleIsKnown &= top.isPresent();
            top.ifPresent(fields -> {
                fields.find("roles").ifPresent(section -> readRoles(document.reading(), section));
                rest.add(() -> readRest(document.reading(), fields));
            });
        }
        rest.forEach(Runnable::run);
        return Loaded.of(Optional.of(new Policy(roles, assignments, blocks)), problems.inOrder());
    }

    private void readRoles(Reading reading, Node.Entry section) {
        everyRoleIsKnown &= section.value() instanceof Node.Mapping;
        new RolesReader(reading, roles, levels).read(section);
    }

    /** What names roles is read once all roles of all files are known. */
    private void readRest(Reading reading, Fields top) {
        Values values = new Values(reading);
        top.find("assignments").ifPresent(entry -> entries(values, entry).forEach(node -> assignment(reading, node)));
        top.find("blocked").ifPresent(entry -> entries(values, entry).forEach(node -> block(reading, node)));
    }

    /** An empty list is what it says: nobody is assigned, nobody is blocked. */
    private static List<Node> entries(Values values, Node.Entry section) {
        boolean none = section.value() instanceof Node.Sequence sequence
                && sequence.items().isEmpty();
        return none ? List.of() : values.list(section, Limits.MAX_STATEMENTS);
    }

    private void assignment(Reading reading, Node node) {
        Optional<Fields> fields = Fields.of(reading, node, KeyTable.ASSIGNMENT, node);
        if (fields.isEmpty()) {
            return;
        }
        RoleNames names = new RoleNames(reading, everyRoleIsKnown ? Optional.of(roles.keySet()) : Optional.empty());
        Set<String> given = fields.get().find("roles").map(names::read).orElse(new LinkedHashSet<>());
        When when =
                fields.get().find("when").map(new WhenReader(reading)::ofClient).orElse(When.ALWAYS);
        assignments.add(new Assignment(given, when, reading.span(node)));
    }

    private void block(Reading reading, Node node) {
        Optional<Fields> fields = Fields.of(reading, node, KeyTable.BLOCK, node);
        if (fields.isEmpty()) {
            return;
        }
        Values values = new Values(reading);
        When when =
                fields.get().find("when").map(new WhenReader(reading)::ofClient).orElse(When.ALWAYS);
        String reason = fields.get()
                .find("reason")
                .flatMap(entry -> values.text(entry.value(), Limits.MAX_PROSE_CHARACTERS))
                .orElse("");
        blocks.add(new Block(
                when,
                reason,
                fields.get().find("until").flatMap(entry -> values.parsed(entry.value(), Clocks::instant)),
                reading.span(node)));
    }
}

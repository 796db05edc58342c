/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.migrate;

import io.topicwarden.cli.xml.Element;
import io.topicwarden.cli.xml.XmlFaultException;
import io.topicwarden.cli.xml.XmlTree;
import io.topicwarden.policy.SourceSpan;
import io.topicwarden.policy.yaml.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Reads the {@code credentials.xml} of HiveMQ's file RBAC extension and refuses what that extension refuses: an element without
 * its name, a role that is not defined, a word that it does not know.
 */
final class RbacFile {

    /**
     * A user.
     *
     * @param hashed whether its password looks like a hash
     */
    record User(String name, boolean hashed, List<String> roles, int line) {}

    /** A role. */
    record Role(String id, List<RbacPermission> permissions, int line) {}

    private static final Set<String> ACTIVITIES = Set.of("PUBLISH", "SUBSCRIBE", "ALL");
    private static final Set<String> RETAIN = Set.of("RETAINED", "NOT_RETAINED", "ALL");
    private static final Set<String> SHARING = Set.of("SHARED", "NOT_SHARED", "ALL");

    /** What the extension's words for qualities of service mean; none for any. */
    private static final Map<String, List<Integer>> QOS = Map.of(
            "ALL",
            List.of(),
            "ZERO",
            List.of(0),
            "ONE",
            List.of(1),
            "TWO",
            List.of(2),
            "ZERO_ONE",
            List.of(0, 1),
            "ONE_TWO",
            List.of(1, 2),
            "ZERO_TWO",
            List.of(0, 2));

    /** As its generator makes them: salt and hash in base64, with the iterations between them if they are not the default. */
    private static final String HASH = "[A-Za-z0-9+/=]{8,}:([0-9]+:)?[A-Za-z0-9+/=]{20,}";

    private final String file;
    private final Report report;

    private RbacFile(String file, Report report) {
        this.file = file;
        this.report = report;
    }

    /** What a file says. */
    record Content(List<User> users, List<Role> roles) {}

    /** Reads it; what the extension would not load becomes problems. */
    static Content read(SourceFile source, Report report) {
        RbacFile reader = new RbacFile(source.file(), report);
        try {
            return reader.content(XmlTree.parse(source.content()));
        } catch (XmlFaultException e) {
            reader.problem(e.line(), String.valueOf(e.getMessage()));
            return new Content(List.of(), List.of());
        }
    }

    private Content content(Element root) {
        if (!root.name().equals("file-rbac")) {
            problem(root.line(), "the root is `<" + root.name() + ">`, not `<file-rbac>`");
        }
        List<Role> roles = new ArrayList<>();
        children(root, "roles", "role").forEach(role -> roles.add(role(role)));
        List<User> users = new ArrayList<>();
        children(root, "users", "user").forEach(user -> users.add(user(user, roles)));
        unique(
                roles.stream().map(Role::id).toList(),
                roles.stream().map(Role::line).toList(),
                "role");
        unique(
                users.stream().map(User::name).toList(),
                users.stream().map(User::line).toList(),
                "user");
        return new Content(users, roles);
    }

    private static List<Element> children(Element root, String list, String name) {
        return root.child(list).map(element -> element.all(name)).orElse(List.of());
    }

    private void unique(List<String> names, List<Integer> lines, String kind) {
        Set<String> seen = new java.util.HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            if (!seen.add(names.get(i))) {
                problem(lines.get(i), "there is another " + kind + " `" + names.get(i) + "`");
            }
        }
    }

    private User user(Element user, List<Role> roles) {
        String name = name(user, "name", "a user");
        List<String> held = user.child("roles").map(list -> list.all("id")).orElse(List.of()).stream()
                .map(Element::text)
                .toList();
        held.stream()
                .filter(role -> roles.stream().noneMatch(known -> known.id().equals(role)))
                .forEach(role ->
                        problem(user.line(), "user `" + name + "` has the role `" + role + "`, which is not defined"));
        String password = user.textOf("password").orElse("");
        if (password.isEmpty()) {
            problem(user.line(), "user `" + name + "` has no password");
        }
        return new User(name, password.matches(HASH), held, user.line());
    }

    private Role role(Element role) {
        String id = name(role, "id", "a role");
        List<RbacPermission> permissions = new ArrayList<>();
        children(role, "permissions", "permission")
                .forEach(element -> permission(element, id).ifPresent(permissions::add));
        return new Role(id, permissions, role.line());
    }

    private Optional<RbacPermission> permission(Element element, String role) {
        Optional<String> topic = element.textOf("topic");
        if (topic.isEmpty() || !Topics.isFilter(topic.get())) {
            problem(
                    element.line(),
                    "a permission of role `" + role + "` has "
                            + topic.map(text -> "`" + text + "`, which is not a topic filter")
                                    .orElse("no topic"));
            return Optional.empty();
        }
        return Optional.of(new RbacPermission(
                element.line(),
                topic.get(),
                word(element, "activity", ACTIVITIES::contains),
                QOS.getOrDefault(word(element, "qos", QOS::containsKey), List.of()),
                word(element, "retain", RETAIN::contains),
                word(element, "shared-subscription", SHARING::contains),
                element.textOf("shared-group").orElse("#")));
    }

    private String word(Element element, String name, Predicate<String> known) {
        String word = element.textOf(name).orElse("ALL");
        if (!known.test(word)) {
            problem(
                    element.child(name).map(Element::line).orElse(element.line()),
                    "`" + word + "` is no `<" + name + ">` of the file RBAC extension");
        }
        return word;
    }

    private String name(Element element, String child, String what) {
        String name = element.textOf(child).orElse("");
        if (name.isBlank() || name.chars().anyMatch(Character::isISOControl)) {
            problem(element.line(), what + " has no `<" + child + ">`, or one with control characters");
        }
        return name;
    }

    private void problem(int line, String message) {
        report.problem(
                ImportCode.BAD_CREDENTIALS_XML,
                message,
                new SourceSpan(file, line, 1, 1),
                "",
                "mend it: the file RBAC extension does not load it either");
    }
}

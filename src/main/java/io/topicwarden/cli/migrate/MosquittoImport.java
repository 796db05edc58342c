/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.migrate;

import io.topicwarden.policy.Action;
import io.topicwarden.policy.Effect;
import io.topicwarden.policy.yaml.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Imports the ACL and password files of Mosquitto 2.
 *
 * <p>Mosquitto asks the lines of a client's user first, denies before the others, and then the patterns, denies before the
 * others; the first that matches the topic and the access decides. To a client whose name or identifier holds {@code +} or
 * {@code #} no pattern applies. A publish asks for write, a delivery for read; a subscription is always accepted. Denies that override everything mean the same, but for a pattern's deny of what a
 * user's own line permits: that one becomes stricter, and is reported.
 */
public final class MosquittoImport {

    private static final String PATTERN_ROLE = "patterns";

    private final AclFile acl;
    private final Map<String, Integer> passwords;
    private final Optional<String> passwordFile;
    private final String file;
    private final Report report;
    private final Draft draft;

    private MosquittoImport(SourceFile aclFile, Optional<SourceFile> passwordFile, Report report) {
        this.report = report;
        this.file = aclFile.file();
        this.acl = AclFile.read(aclFile, report);
        this.passwordFile = passwordFile.map(SourceFile::file);
        this.passwords =
                passwordFile.map(source -> PasswordFile.read(source, report)).orElse(Map.of());
        this.draft = new Draft(file);
    }

    /**
     * Imports.
     *
     * @throws ImportFaultException if a file is not one that Mosquitto would load
     */
    public static Imported of(SourceFile aclFile, Optional<SourceFile> passwordFile) throws ImportFaultException {
        Report report = new Report();
        MosquittoImport result = new MosquittoImport(aclFile, passwordFile, report);
        report.throwProblems();
        return result.run();
    }

    private Imported run() {
        anonymous();
        List<DraftPermission> patterns = permissions(acl.patterns());
        Map<String, List<DraftPermission>> users = new LinkedHashMap<>();
        acl.users().forEach((name, rules) -> users.put(name, permissions(rules)));
        users.forEach((name, permissions) -> draft.role(roleOf(name), permissions));
        draft.role(PATTERN_ROLE, patterns, NameGuard.of(patterns));
        draft.toEverybody(PATTERN_ROLE);
        stricterDenies(patterns, users);
        Set<String> names = new LinkedHashSet<>(acl.users().keySet());
        names.addAll(passwords.keySet());
        names.forEach(this::user);
        return new Imported(draft.policy(), draft.identities(), report.notes());
    }

    private static String roleOf(String user) {
        return "user " + user;
    }

    private void anonymous() {
        if (!acl.anonymous().isEmpty()) {
            report.note(
                    ImportCode.ANONYMOUS_ACCESS,
                    file,
                    acl.anonymous().get(0).line(),
                    acl.anonymous().size() + " lines before the first `user` are for clients without a user name, which"
                            + " Topicwarden never admits; they are left out");
        }
    }

    private List<DraftPermission> permissions(List<AclRule> rules) {
        List<DraftPermission> permissions = new ArrayList<>();
        for (AclRule rule : rules) {
            permissions.add(permission(rule));
            if (!rule.denies()) {
                openness(rule);
            }
        }
        return permissions;
    }

    private DraftPermission permission(AclRule rule) {
        if (rule.topic().startsWith("$share")) {
            report.note(
                    ImportCode.LINE_WITHOUT_EFFECT,
                    file,
                    rule.line(),
                    "`" + rule.topic() + "` matches no topic: messages are never published to `$share`");
            return DraftPermission.commentOnly(origin(rule), rule.text());
        }
        Optional<String> exact = Topics.exact(rule.topic(), rule.placeholders());
        if (exact.isEmpty()) {
            return rule.denies()
                    ? widened(rule)
                    : leftOut(
                            rule,
                            "a level holds one variable and no `${` of its own, and a filter has at most 128 levels");
        }
        if (!rule.denies() && mayBecomeReserved(rule)) {
            return leftOut(rule, "its first level could become `$SYS` or `$share`, where Mosquitto refuses publishes");
        }
        return written(rule, exact.get());
    }

    private DraftPermission widened(AclRule rule) {
        String wider = Topics.wider(rule.topic(), rule.placeholders());
        report.note(
                ImportCode.DENY_WIDENED,
                file,
                rule.line(),
                "`" + rule.topic() + "` cannot be said exactly; "
                        + (wider.equals(Topics.EVERY_TOPIC) ? "every topic" : "`" + wider + "`")
                        + " is denied instead");
        return written(rule, wider);
    }

    private static boolean mayBecomeReserved(AclRule rule) {
        String first = rule.topic().split("/", -1)[0];
        int placeholder = first.indexOf('%');
        String before = placeholder < 0 ? "" : first.substring(0, placeholder);
        return rule.pattern() && before.startsWith("$") && ("$SYS".startsWith(before) || "$share".startsWith(before));
    }

    private DraftPermission leftOut(AclRule rule, String why) {
        report.note(
                ImportCode.NOT_EXPRESSIBLE,
                file,
                rule.line(),
                "`" + rule.topic() + "` cannot be said and is left out: " + why);
        return DraftPermission.commentOnly(origin(rule), rule.text());
    }

    private DraftPermission written(AclRule rule, String topic) {
        Set<Action> actions = actions(rule);
        boolean read = actions.contains(Action.SUBSCRIBE);
        return new DraftPermission(
                origin(rule),
                rule.text().strip(),
                rule.denies() ? Effect.DENY : Effect.ALLOW,
                actions,
                topic,
                List.of(),
                Optional.empty(),
                read && !rule.denies() ? Optional.of("*") : Optional.empty());
    }

    /** Mosquitto lets nobody publish to {@code $SYS}, whatever is granted, but the states of bridges. */
    private Set<Action> actions(AclRule rule) {
        Set<Action> actions = rule.access().actions();
        boolean publishesToSystem = !rule.denies()
                && actions.contains(Action.PUBLISH)
                && rule.topic().startsWith("$SYS");
        if (!publishesToSystem || rule.topic().matches("\\$SYS/broker/connection/[^/#]*/state")) {
            return actions;
        }
        boolean bridges =
                Topics.overlap(rule.topic().replace("%c", "+").replace("%u", "+"), "$SYS/broker/connection/+/state");
        report.note(
                bridges ? ImportCode.NOT_EXPRESSIBLE : ImportCode.LINE_WITHOUT_EFFECT,
                file,
                rule.line(),
                "`" + rule.topic() + "`: publishing to `$SYS` is left out: Mosquitto refused it"
                        + (bridges ? ", but for the states of bridges" : ""));
        return rule.access() == AclRule.Access.WRITE ? Set.of() : Set.of(Action.SUBSCRIBE);
    }

    private String origin(AclRule rule) {
        return file + ":" + rule.line();
    }

    private void openness(AclRule rule) {
        String topic = rule.topic();
        boolean placeholder = topic.contains("%c") || topic.contains("%u");
        if (Topics.isWholeTree(topic)) {
            open(ImportCode.WHOLE_TREE, rule, "every topic that does not begin with `$`");
        }
        if (topic.startsWith("$SYS") && Topics.hasWildcard(topic)) {
            open(ImportCode.SYSTEM_TOPICS, rule, "what the broker says about itself and its clients");
        }
        if (rule.pattern() && topic.contains("%c")) {
            open(
                    ImportCode.CLIENT_CHOOSES_NAME,
                    rule,
                    "a client chose its own client identifier, so that `%c` was any; the listener's `client-id` binds it now");
        }
        if (rule.pattern() && !placeholder) {
            open(ImportCode.PATTERN_FOR_EVERYBODY, rule, "a pattern without `%c` and `%u` holds for every client");
        }
        if (!rule.pattern() && placeholder) {
            open(
                    ImportCode.LITERAL_PLACEHOLDER,
                    rule,
                    "`%c` and `%u` stand for themselves in a `topic` line; was `pattern` meant?");
        }
    }

    private void open(ImportCode code, AclRule rule, String message) {
        report.note(code, file, rule.line(), "`" + rule.text().strip() + "`: " + message);
    }

    /** Mosquitto asks a user's own lines before the patterns, so that what they permit no pattern denies. */
    private void stricterDenies(List<DraftPermission> patterns, Map<String, List<DraftPermission>> users) {
        for (int i = 0; i < patterns.size(); i++) {
            DraftPermission deny = patterns.get(i);
            if (deny.isWritten() && deny.effect() == Effect.DENY) {
                Optional<DraftPermission> overridden = users.values().stream()
                        .flatMap(List::stream)
                        .filter(allow -> allow.isWritten() && allow.effect() == Effect.ALLOW)
                        .filter(allow -> Topics.overlap(allow.topic(), deny.topic()))
                        .findFirst();
                if (overridden.isPresent()) {
                    report.note(
                            ImportCode.DENY_STRICTER,
                            file,
                            acl.patterns().get(i).line(),
                            "denies for everybody, also what "
                                    + overridden.get().origin() + " permits; Mosquitto asks a user's own lines first");
                }
            }
        }
    }

    private void user(String name) {
        boolean named = acl.patterns().stream().anyMatch(rule -> rule.topic().contains("%u"));
        boolean refused = !acl.patterns().isEmpty() && name.matches("(?s).*[+#].*");
        if (refused || (named && (name.contains("/") || name.startsWith("$")))) {
            report.note(
                    ImportCode.NAME_IN_PATTERN,
                    passwordFile.filter(any -> passwords.containsKey(name)).orElse(file),
                    passwords.getOrDefault(name, lineOf(name)),
                    refused
                            ? "Mosquitto applies no pattern to the name `" + name
                                    + "`; what patterns permit to others is denied to it, whatever its own lines permit"
                            : "the name `" + name
                                    + "` matches no level of a topic, so that patterns with `%u` permit it nothing");
        }
        boolean held = passwords.containsKey(name);
        if (held) {
            report.note(
                    ImportCode.PASSWORD_NOT_CARRIED,
                    passwordFile.orElse(file),
                    passwords.getOrDefault(name, 1),
                    "`" + name + "` needs a new password: `topicwarden passwd` sets it");
        } else if (passwordFile.isPresent()) {
            report.note(
                    ImportCode.USER_WITHOUT_PASSWORD,
                    file,
                    lineOf(name),
                    "`" + name + "` is not in " + passwordFile.get()
                            + ": no password opened for it, perhaps a certificate did");
        }
        draft.user(
                name,
                List.of(roleOf(name)),
                true,
                held
                        ? "no password yet: what Mosquitto's password file holds cannot be carried over"
                        : "no password known");
    }

    /** The first line that concerns a user. */
    private int lineOf(String name) {
        List<AclRule> rules = acl.users().getOrDefault(name, List.of());
        return rules.isEmpty() ? 1 : rules.get(0).line();
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.migrate;

import io.topicwarden.policy.Action;
import io.topicwarden.policy.Effect;
import io.topicwarden.policy.yaml.SourceFile;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Imports the {@code credentials.xml} of HiveMQ's file RBAC extension.
 *
 * <p>Its permissions all allow, so that order does not matter. The broker decides them by its own matching, which is wider than
 * MQTT's: it takes the filter of a subscription for a topic, passes over trailing slashes, and lets a leading wildcard match
 * topics that begin with {@code $}. The policy made of them matches as MQTT does.
 */
public final class RbacImport {

    private final String file;
    private final RbacFile.Content content;
    private final Report report;
    private final Draft draft;

    private RbacImport(SourceFile source, Report report) {
        this.file = source.file();
        this.report = report;
        this.content = RbacFile.read(source, report);
        this.draft = new Draft(file);
    }

    /**
     * Imports.
     *
     * @throws ImportFaultException if the file is not one that the extension would load
     */
    public static Imported of(SourceFile credentials) throws ImportFaultException {
        Report report = new Report();
        RbacImport result = new RbacImport(credentials, report);
        report.throwProblems();
        return result.run();
    }

    private Imported run() {
        content.roles()
                .forEach(role -> draft.role(
                        role.id(),
                        role.permissions().stream().map(this::permission).toList()));
        content.users().forEach(this::user);
        return new Imported(draft.policy(), draft.identities(), report.notes());
    }

    private DraftPermission permission(RbacPermission permission) {
        Optional<String> topic = Topics.exact(permission.topic(), RbacPermission.PLACEHOLDERS);
        Set<Action> actions = EnumSet.copyOf(permission.actions());
        if (permission.isSharedOnly() || permission.hasOddGroup()) {
            changed(
                    permission,
                    permission.isSharedOnly()
                            ? "a permission for shared subscriptions alone cannot be said; subscribing is left out"
                            : "the group `" + permission.group() + "` cannot be named; subscribing is left out");
            actions.remove(Action.SUBSCRIBE);
        }
        if (topic.isEmpty()) {
            changed(
                    permission,
                    "the topic cannot be said and is left out: a level holds one variable and no `${` of its own");
        }
        openness(permission);
        return topic.isEmpty() || actions.isEmpty()
                ? DraftPermission.commentOnly(origin(permission), permission.shown())
                : new DraftPermission(
                        origin(permission),
                        permission.shown(),
                        Effect.ALLOW,
                        actions,
                        topic.get(),
                        permission.qos(),
                        permission.retained(),
                        actions.contains(Action.SUBSCRIBE) ? permission.sharedGroup() : Optional.empty());
    }

    private void changed(RbacPermission permission, String message) {
        report.note(ImportCode.NOT_EXPRESSIBLE, file, permission.line(), "`" + permission.topic() + "`: " + message);
    }

    private String origin(RbacPermission permission) {
        return file + ":" + permission.line();
    }

    private void openness(RbacPermission permission) {
        String topic = permission.topic();
        if (Topics.isWholeTree(topic)) {
            note(ImportCode.WHOLE_TREE, permission, "every topic");
        }
        if (topic.startsWith("+") || topic.startsWith("#")) {
            note(
                    ImportCode.LEADING_WILDCARD,
                    permission,
                    "the broker let it match topics that begin with `$`, `$SYS/…` among them; it no longer does");
        }
        if (permission.reads() && topic.contains("+")) {
            note(
                    ImportCode.FILTER_AS_TOPIC,
                    permission,
                    "the broker took a subscription's filter for a topic, so that one with `#` in place of `+` was permitted,"
                            + " and received more; it no longer is");
        }
        if (topic.contains(RbacPermission.PLACEHOLDERS.clientId())) {
            note(
                    ImportCode.CLIENT_CHOOSES_NAME,
                    permission,
                    "a client chose its own client identifier, so that `${{clientid}}` was any; the listener's `client-id`"
                            + " binds it now");
        }
        if (topic.endsWith("/")) {
            note(
                    ImportCode.TRAILING_SLASH,
                    permission,
                    "it matched without the slash at its end as well; it no longer does");
        }
    }

    private void note(ImportCode code, RbacPermission permission, String message) {
        report.note(code, file, permission.line(), "`" + permission.topic() + "`: " + message);
    }

    private void user(RbacFile.User user) {
        boolean admitted = !user.name().contains("#") && !user.name().contains("+");
        if (!admitted) {
            report.note(
                    ImportCode.USER_NEVER_ADMITTED,
                    file,
                    user.line(),
                    "the extension refuses the name `" + user.name() + "`; it is imported as `enabled: false`");
        }
        if (!user.hashed()) {
            report.note(
                    ImportCode.PLAIN_PASSWORD,
                    file,
                    user.line(),
                    "the password of `" + user.name()
                            + "` stands here in clear text: who could read this file knows it");
        }
        report.note(
                ImportCode.PASSWORD_NOT_CARRIED,
                file,
                user.line(),
                "`" + user.name() + "` needs a new password: `topicwarden passwd` sets it");
        draft.user(
                user.name(),
                List.copyOf(user.roles()),
                admitted,
                user.hashed()
                        ? "no password yet: the extension's hashes (PBKDF2) cannot be carried over"
                        : "no password yet: it stood in clear text, so choose a new one");
    }
}

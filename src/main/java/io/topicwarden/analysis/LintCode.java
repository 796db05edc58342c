/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import java.util.Locale;

/** The stable codes of findings; {@code docs/errors.md} explains each. */
public enum LintCode {
    /* Permissions. */
    UNREACHABLE_PERMISSION(Severity.WARNING, "every topic of the allow is denied by its own role"),
    REDUNDANT_PERMISSION(Severity.WARNING, "others of the role decide the same without it"),
    ALLOWS_EVERYTHING(Severity.WARNING, "an allow for every topic"),
    LEADING_WILDCARD(Severity.NOTE, "an allow whose first level is a wildcard"),
    ALLOWS_BROKER_TOPICS(Severity.NOTE, "an allow for topics that begin with $"),
    EMPTY_REASON(Severity.WARNING, "a reason for wildcards that says nothing"),
    DENY_WITH_HOLE(Severity.WARNING, "a deny that leaves out what it seems to mean"),
    UNKNOWN_ATTRIBUTE(Severity.WARNING, "an attribute that no identity has"),
    /* Roles, assignments and blocks. */
    UNASSIGNED_ROLE(Severity.WARNING, "a role that nobody holds"),
    NEVER_HOLDS(Severity.WARNING, "conditions that no client can meet"),
    UNKNOWN_LISTENER(Severity.WARNING, "a listener that the settings do not name"),
    UNKNOWN_IDENTITY(Severity.WARNING, "an identity that does not exist"),
    DISABLED_IDENTITY(Severity.NOTE, "an identity that is disabled"),
    EXPIRED_BLOCK(Severity.WARNING, "a block that no longer holds"),
    /* Settings and identities. */
    REVOCATION_WITHOUT_LIST(Severity.ERROR, "revocation is required, and there is no revocation list"),
    IDENTITY_WITHOUT_PASSWORD(Severity.NOTE, "an identity without password where every listener asks for one");

    private final Severity severity;
    private final String title;
    private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

    LintCode(Severity severity, String title) {
        this.severity = severity;
        this.title = title;
    }

    /** How much it usually matters. */
    public Severity severity() {
        return severity;
    }

    /** What it is about, in a few words. */
    public String title() {
        return title;
    }

    /** The code as operators see it: {@code redundant-permission}. */
    @Override
    public String toString() {
        return text;
    }
}

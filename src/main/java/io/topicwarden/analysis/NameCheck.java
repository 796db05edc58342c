/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import io.topicwarden.policy.DidYouMean;
import io.topicwarden.policy.Identity;
import io.topicwarden.policy.ListenerSettings;
import io.topicwarden.policy.SourceSpan;
import io.topicwarden.policy.TextPattern;
import io.topicwarden.policy.When;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds names of listeners and identities, in conditions, that nothing has. */
final class NameCheck {

    private final Findings findings;
    private final Set<String> listeners;
    private final Map<String, Identity> identities;
    private final boolean everybodyIsKnown;

    private NameCheck(LintInput input, Findings findings) {
        this.findings = findings;
        this.listeners =
                input.settings().map(known -> known.listeners().keySet()).orElse(Set.of());
        this.identities = input.identities().orElse(Map.of());
        this.everybodyIsKnown = input.identities().isPresent()
                && !listeners.isEmpty()
                && input.listeners().stream().allMatch(NameCheck::knowsEverybody);
    }

    private static boolean knowsEverybody(ListenerSettings listener) {
        return listener.requireKnownIdentity() || listener.authenticate().needsPassword();
    }

    static void run(LintInput input, Findings findings) {
        NameCheck check = new NameCheck(input, findings);
        input.policy().assignments().forEach(assignment -> check.check(assignment.when(), assignment.span()));
        input.policy().roles().values().stream()
                .flatMap(role -> role.permissions().stream())
                .forEach(permission -> check.check(
                        permission.conditions().when(), permission.reference().span()));
        input.policy().blocks().forEach(block -> check.listeners(block.when(), block.span()));
    }

    private void check(When when, SourceSpan span) {
        listeners(when, span);
        for (TextPattern pattern : when.identity()) {
            Identity identity = identities.get(pattern.text());
            if (identity != null && !identity.enabled()) {
                findings.add(
                        LintCode.DISABLED_IDENTITY,
                        span,
                        "identity `" + pattern.text() + "` is disabled, so it is refused whatever stands here",
                        "take it out, or enable it in identities.yaml");
            } else if (identity == null && everybodyIsKnown && matchesNone(pattern, identities.keySet())) {
                findings.add(
                        LintCode.UNKNOWN_IDENTITY,
                        span,
                        "there is no identity `" + pattern.text() + "` in identities.yaml",
                        DidYouMean.help(pattern.text(), List.copyOf(identities.keySet()))
                                .orElse("take it out, or add the identity"));
            }
        }
    }

    private void listeners(When when, SourceSpan span) {
        for (TextPattern pattern : when.listener()) {
            if (!listeners.isEmpty() && matchesNone(pattern, listeners)) {
                findings.add(
                        LintCode.UNKNOWN_LISTENER,
                        span,
                        "no listener of topicwarden.yaml is called `" + pattern.text() + "`",
                        DidYouMean.help(pattern.text(), List.copyOf(listeners))
                                .orElse("the listeners are "
                                        + String.join(
                                                ", ",
                                                listeners.stream().sorted().toList())));
            }
        }
    }

    private static boolean matchesNone(TextPattern pattern, Set<String> names) {
        return names.stream().noneMatch(pattern::matches);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import io.topicwarden.policy.ReasonCode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Words refusals. */
final class Denials {

    /** How much of a text from a client a sentence repeats; the record has the rest. */
    private static final int MAX_QUOTED = 120;

    private Denials() {}

    static Decision.Denied withoutRule(ReasonCode reason, String message) {
        return withoutRule(reason, message, Optional.empty());
    }

    static Decision.Denied explicitDeny(Rule deny) {
        return byRule(ReasonCode.EXPLICIT_DENY, deny + " denies it", deny, Optional.empty());
    }

    static Decision.Denied explicitDeny(Rule deny, Optional<String> witness) {
        return byRule(ReasonCode.EXPLICIT_DENY, deny + " denies" + part(witness), deny, witness);
    }

    static Decision.Denied closed(Rule deny, Slot slot, Optional<String> witness) {
        String message = deny + " denies by `" + slot.variable()
                + "`, of which this client has a value that cannot stand for a level or none, so everything is refused";
        return byRule(ReasonCode.UNRESOLVED_VARIABLE, message, deny, witness);
    }

    private static Decision.Denied byRule(ReasonCode reason, String message, Rule deny, Optional<String> witness) {
        return new Decision.Denied(reason, message, Optional.of(deny.reference()), Optional.empty(), witness);
    }

    static Decision.Denied nearMiss(NearMisses.Candidate candidate, Optional<String> witness) {
        Unmet first = candidate.unmet().get(0);
        String all = candidate.unmet().stream().map(Unmet::explanation).collect(Collectors.joining(" and "));
        Decision.NearMiss miss =
                new Decision.NearMiss(candidate.rule().reference(), first.condition(), first.explanation());
        return new Decision.Denied(
                first.reason(),
                candidate.rule() + " matches, but " + all,
                Optional.empty(),
                Optional.of(miss),
                witness);
    }

    static Decision.Denied withoutRule(ReasonCode reason, String message, Optional<String> witness) {
        return new Decision.Denied(reason, message, Optional.empty(), Optional.empty(), witness);
    }

    static Decision.Denied noPermission(List<String> roles, Optional<String> witness) {
        String message = roles.isEmpty()
                ? "the client holds no role"
                : "no permission of " + (roles.size() == 1 ? "role `" : "roles `") + String.join("`, `", roles)
                        + "` matches";
        return withoutRule(ReasonCode.NO_PERMISSION, message, witness);
    }

    static Decision.Denied notCovered(Optional<String> witness) {
        return withoutRule(ReasonCode.NOT_COVERED, "only part of it is permitted, not" + part(witness), witness);
    }

    private static String part(Optional<String> witness) {
        return witness.map(topic -> " `" + quoted(topic) + "`").orElse(" all of it");
    }

    private static String quoted(String text) {
        if (text.length() <= MAX_QUOTED) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MAX_QUOTED - 1)) ? MAX_QUOTED - 1 : MAX_QUOTED;
        return text.substring(0, end) + "…";
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import java.time.Instant;

/** The members of a record of the shadow log. */
final class ShadowFormat {

    private static final String OVERFLOW =
            "more differences than memory holds: of those counted here only action, reason and direction are known";
    private static final String OTHERS = "; other topics of this client are counted here too";

    private ShadowFormat() {}

    static byte[] members(ShadowDifference difference, String id) {
        return members(difference, id, message(difference));
    }

    static byte[] membersOfSeveral(ShadowDifference difference, String id) {
        return members(difference, id, message(difference) + OTHERS);
    }

    static byte[] overflow(ShadowEvent.Rough kind, String id, Instant first) {
        return begin(kind, id, first).text("message", OVERFLOW).toBytes();
    }

    private static byte[] members(ShadowDifference difference, String id, String message) {
        ShadowEvent event = new ShadowEvent(difference);
        JsonMembers out = begin(event.leastKnown(), id, difference.at())
                .text("event.outcome", difference.inForce().outcome() == Verdict.Outcome.DENIED ? "failure" : "success")
                .text("message", message);
        PeerMembers.write(out, difference.peer());
        difference.request().ifPresent(request -> DenialFormat.write(out, request));
        write(out, "topicwarden", "topicwarden.in_force", difference.inForce());
        write(out, "topicwarden.shadow", "topicwarden.shadow", difference.shadow());
        return out.toBytes();
    }

    private static JsonMembers begin(ShadowEvent.Rough kind, String id, Instant at) {
        return new JsonMembers()
                .instant("@timestamp", at)
                .text("event.id", id)
                .text("event.action", kind.action().toString())
                .text("event.reason", kind.reason().code())
                .text("topicwarden.difference", kind.direction().toString());
    }

    private static String message(ShadowDifference difference) {
        Verdict shadow = difference.shadow();
        String would =
                switch (shadow.outcome()) {
                    case DENIED -> "the shadow would deny this";
                    case FILTERED -> "the shadow would permit only part of this";
                    case ALLOWED ->
                        "the shadow would allow this"
                                + shadow.rule().map(rule -> ", by " + rule).orElse("");
                };
        boolean less = difference.direction() == ShadowDifference.Direction.WOULD_DENY;
        return would + (less ? ": " : "; now: ") + difference.refusal().message();
    }

    /**
     * One of the two decisions.
     *
     * @param prefix before the names of what it rests on: for the decision in force, where denial records have them
     * @param object what it comes to
     */
    private static void write(JsonMembers out, String prefix, String object, Verdict verdict) {
        JsonMembers members =
                out.begin(object).text("decision", verdict.outcome().toString());
        verdict.refusal()
                .ifPresent(refusal ->
                        members.text("reason", refusal.reason().code()).text("message", refusal.message()));
        members.end();
        verdict.rule().ifPresent(rule -> DenialFormat.write(out.begin(prefix + ".rule"), rule)
                .end());
        verdict.nearMiss().ifPresent(miss -> DenialFormat.write(out.begin(prefix + ".near_miss"), miss.rule())
                .text("condition", miss.condition())
                .end());
        verdict.witness().ifPresent(witness -> out.text(prefix + ".witness", witness));
        out.text(prefix + ".policy", verdict.policyHash());
    }
}

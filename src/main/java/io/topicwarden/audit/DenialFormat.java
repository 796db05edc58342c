/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import io.topicwarden.policy.ReasonCode;
import io.topicwarden.policy.RuleReference;
import java.time.Instant;

/** The members of a denial record. */
final class DenialFormat {

    private static final String OVERFLOW =
            "more refusals than memory holds: of those counted here only action and reason are known";
    private static final String OTHERS = "; other topics or user names of this client are counted here too";

    private static final String CLIENTS = "; other clients at this address are counted here too";

    private DenialFormat() {}

    /** The members of a record about one denial, or about repeats of which it is the first. */
    static byte[] members(Denial denial, String id) {
        return members(denial, id, denial.message());
    }

    /** The same for a record that also stands for denials with other topics or user names. */
    static byte[] membersOfSeveral(Denial denial, String id) {
        return members(denial, id, denial.message() + OTHERS);
    }

    /** The same for a record that also stands for denials of other clients. */
    static byte[] membersOfClients(Denial denial, String id) {
        return members(denial, id, denial.message() + CLIENTS);
    }

    /** The members of a record about denials of which only this much is known. */
    static byte[] overflow(EventAction action, ReasonCode reason, String id, Instant first) {
        return begin(first, id, action, reason).text("message", OVERFLOW).toBytes();
    }

    private static byte[] members(Denial denial, String id, String message) {
        JsonMembers out =
                begin(denial.at(), id, denial.action(), denial.reason()).text("message", message);
        PeerMembers.write(out, denial.peer());
        denial.request().ifPresent(request -> write(out, request));
        denial.rule()
                .ifPresent(rule -> write(out.begin("topicwarden.rule"), rule).end());
        denial.nearMiss().ifPresent(miss -> write(out.begin("topicwarden.near_miss"), miss.rule())
                .text("condition", miss.condition())
                .end());
        denial.witness().ifPresent(witness -> out.text("topicwarden.witness", witness));
        if (!denial.policyHash().isEmpty()) {
            out.text("topicwarden.policy", denial.policyHash());
        }
        return out.toBytes();
    }

    private static JsonMembers begin(Instant at, String id, EventAction action, ReasonCode reason) {
        return new JsonMembers()
                .instant("@timestamp", at)
                .text("event.id", id)
                .text("event.action", action.toString())
                .text("event.outcome", "failure")
                .text("event.reason", reason.code());
    }

    static void write(JsonMembers out, Request request) {
        out.text("mqtt.topic", request.topic()).number("mqtt.qos", request.qos());
        request.retain().ifPresent(retain -> out.flag("mqtt.retain", retain));
        request.sharedGroup().ifPresent(group -> out.text("mqtt.shared_group", group));
        request.payloadBytes().ifPresent(bytes -> out.number("mqtt.payload_bytes", bytes));
    }

    static JsonMembers write(JsonMembers out, RuleReference rule) {
        return out.text("role", rule.role())
                .number("permission", rule.permission())
                .text("file", rule.span().file())
                .number("line", rule.span().line());
    }
}

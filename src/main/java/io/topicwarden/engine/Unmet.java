/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import io.topicwarden.policy.Conditions;
import io.topicwarden.policy.ReasonCode;
import io.topicwarden.policy.SharedGroups;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Something that an allow asks for and a request does not have.
 *
 * @param reason the code of a refusal for want of it
 * @param condition as the policy calls it
 * @param explanation a clause
 */
record Unmet(ReasonCode reason, String condition, String explanation) {

    /** All the conditions of a rule that the request does not meet; of a {@code when} the first key. */
    static List<Unmet> of(Rule rule, FilterRequest request) {
        List<Unmet> unmet = new ArrayList<>();
        Conditions conditions = rule.conditions();
        long offer = request.offer();
        if (!rule.acceptsQos(offer)) {
            unmet.add(qos(conditions, Offer.qos(offer)));
        }
        if (!rule.acceptsRetain(offer)) {
            unmet.add(retain(Offer.retain(offer)));
        }
        if (!rule.acceptsPayload(offer)) {
            unmet.add(maxPayload(conditions, Offer.payloadBytes(offer)));
        }
        request.binding()
                .unmet(rule.when())
                .ifPresent(key -> unmet.add(when(
                        key,
                        WhenExplanation.of(
                                key, conditions.when(), request.binding().client()))));
        request.group()
                .filter(group -> !conditions.sharedGroups().contains(group))
                .ifPresent(group -> unmet.add(sharedGroup(conditions.sharedGroups(), group)));
        return unmet;
    }

    /** The levels would match if a variable had a value that can be used. */
    static Unmet variable(Slot slot) {
        return new Unmet(
                ReasonCode.UNRESOLVED_VARIABLE,
                "topics",
                "`" + slot.variable() + "` has no value that can stand for a level");
    }

    private static Unmet qos(Conditions conditions, int qos) {
        return new Unmet(ReasonCode.QOS, "qos", "QoS " + qos + " is not in " + new TreeSet<>(conditions.qos()));
    }

    private static Unmet retain(boolean retain) {
        return new Unmet(ReasonCode.RETAIN, "retain", retain ? "the retain flag is set" : "the retain flag is not set");
    }

    private static Unmet maxPayload(Conditions conditions, long bytes) {
        return new Unmet(
                ReasonCode.PAYLOAD_SIZE,
                "max-payload",
                "a payload of " + bytes + " bytes is longer than "
                        + conditions.maxPayload().orElseThrow());
    }

    private static Unmet when(String key, String explanation) {
        return new Unmet(ReasonCode.CONDITION, "when." + key, explanation);
    }

    private static Unmet sharedGroup(SharedGroups groups, String group) {
        return new Unmet(
                ReasonCode.SHARED_GROUP,
                "shared-groups",
                groups.isUnspecified()
                        ? "it has no `shared-groups`"
                        : "group `" + group + "` is not in " + new TreeSet<>(groups.names()));
    }
}

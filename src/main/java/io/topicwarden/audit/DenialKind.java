/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import io.topicwarden.policy.ReasonCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What is still known of a refusal when there is no memory for more. */
record DenialKind(EventAction action, ReasonCode reason) implements Overflow.Kind {

    static List<DenialKind> all() {
        List<DenialKind> kinds = new ArrayList<>();
        for (EventAction action : EventAction.values()) {
            for (ReasonCode reason : ReasonCode.values()) {
                kinds.add(new DenialKind(action, reason));
            }
        }
        return kinds;
    }

    static DenialKind of(Denial denial) {
        return new DenialKind(denial.action(), denial.reason());
    }

    @Override
    public byte[] members(String id, Instant first) {
        return DenialFormat.overflow(action, reason, id, first);
    }
}

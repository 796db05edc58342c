/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import io.topicwarden.policy.ReasonCode;
import io.topicwarden.policy.RuleReference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A difference as an event of the shadow log. */
record ShadowEvent(ShadowDifference difference) implements Repeatable {

    /** What is still known of a difference when there is no memory for more. */
    record Rough(EventAction action, ReasonCode reason, ShadowDifference.Direction direction) implements Overflow.Kind {

        static List<Rough> all() {
            List<Rough> kinds = new ArrayList<>();
            for (DenialKind kind : DenialKind.all()) {
                for (ShadowDifference.Direction direction : ShadowDifference.Direction.values()) {
                    kinds.add(new Rough(kind.action(), kind.reason(), direction));
                }
            }
            return kinds;
        }

        @Override
        public byte[] members(String id, Instant first) {
            return ShadowFormat.overflow(this, id, first);
        }
    }

    private record SameDifference(
            String clientId,
            Optional<String> identity,
            Rough rough,
            Optional<RuleReference> inForce,
            Optional<RuleReference> shadow)
            implements Kind {

        @Override
        public long weight() {
            return RefusalEvent.KIND_BYTES
                    + 2L * (clientId.length() + identity.map(String::length).orElse(0));
        }
    }

    @Override
    public Instant at() {
        return difference.at();
    }

    @Override
    public Kind kind() {
        return new SameDifference(
                difference.peer().clientId(),
                difference.peer().identity(),
                leastKnown(),
                difference.inForce().rule(),
                difference.shadow().rule());
    }

    @Override
    public String detail() {
        return difference.request().map(Request::topic).orElse("");
    }

    @Override
    public Rough leastKnown() {
        return new Rough(difference.action(), difference.refusal().reason(), difference.direction());
    }

    @Override
    public byte[] members(String id) {
        return ShadowFormat.members(difference, id);
    }

    @Override
    public byte[] membersOfSeveral(String id) {
        return ShadowFormat.membersOfSeveral(difference, id);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import io.topicwarden.policy.ReasonCode;
import io.topicwarden.policy.RuleReference;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;

/** A refusal as an event of the denial log. */
record RefusalEvent(Denial denial) implements Repeatable {

    static final long KIND_BYTES = 256;

    /** The address is part of it, for who guesses passwords shares the client identifier. */
    private record SameRefusal(
            boolean isCrowd,
            String clientId,
            Optional<String> identity,
            Optional<InetAddress> address,
            EventAction action,
            ReasonCode reason,
            Optional<RuleReference> rule)
            implements Kind {

        @Override
        public long weight() {
            return KIND_BYTES
                    + 2L * (clientId.length() + identity.map(String::length).orElse(0));
        }
    }

    @Override
    public Instant at() {
        return denial.at();
    }

    @Override
    public Kind kind() {
        return kind(false, denial.peer().clientId());
    }

    private Kind kind(boolean isCrowd, String clientId) {
        Peer peer = denial.peer();
        return new SameRefusal(
                isCrowd, clientId, peer.identity(), peer.address(), denial.action(), denial.reason(), denial.rule());
    }

    /** Whoever is refused at CONNECT can take another client identifier each time. */
    @Override
    public Optional<Kind> crowd() {
        boolean stranger = denial.action() == EventAction.CONNECT
                && denial.peer().identity().isEmpty();
        return stranger ? Optional.of(kind(true, "")) : Optional.empty();
    }

    @Override
    public String detail() {
        return denial.request().map(Request::topic).or(denial.peer()::username).orElse("");
    }

    @Override
    public Overflow.Kind leastKnown() {
        return DenialKind.of(denial);
    }

    @Override
    public byte[] members(String id) {
        return DenialFormat.members(denial, id);
    }

    @Override
    public byte[] membersOfSeveral(String id) {
        return DenialFormat.membersOfSeveral(denial, id);
    }

    @Override
    public byte[] membersOfCrowd(String id) {
        return DenialFormat.membersOfClients(denial, id);
    }
}

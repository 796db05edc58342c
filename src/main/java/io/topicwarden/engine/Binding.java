/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import io.topicwarden.policy.Action;
import io.topicwarden.policy.Client;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the variables and the {@code when}s of a {@link RoleSet} come to for one client. */
final class Binding {

    /** How many {@code when}s are answered beforehand: as many as one field has bits. The rest are asked each time. */
    private static final int ANSWERED = Long.SIZE;

    private static final String[][] NO_VALUES = {};

    private final Client client;
    private final InstantSource time;
    private final String[][] values;
    private final long answers;
    private final ClosingDenies[] closedToPublish;
    private final ClosingDenies[] closedToSubscribe;

    /** For rules of which none is a deny that a variable without a value closes, or that are asked about it by themselves. */
    Binding(Client client, InstantSource time, List<Slot> slots, List<WhenClause> clauses) {
        this(client, time, slots, clauses, ActionRules.NONE_CLOSED, ActionRules.NONE_CLOSED);
    }

    /**
     * For the rules of a role set.
     *
     * @param closedToPublish the denies of publishing that name a variable which has no usable value
     * @param closedToSubscribe those of subscribing
     */
    Binding(
            Client client,
            InstantSource time,
            List<Slot> slots,
            List<WhenClause> clauses,
            ClosingDenies[] closedToPublish,
            ClosingDenies[] closedToSubscribe) {
        this.client = client;
        this.time = time;
        this.closedToPublish = closedToPublish;
        this.closedToSubscribe = closedToSubscribe;
        this.values = slots.isEmpty() ? NO_VALUES : new String[slots.size()][];
        for (Slot slot : slots) {
            values[slot.index()] = VariableValues.usable(client.values(slot.variable()));
        }
        long answers = 0;
        for (WhenClause clause : clauses.subList(0, Math.min(clauses.size(), ANSWERED))) {
            answers |= holdsTimeless(clause) ? 1L << clause.index() : 0;
        }
        this.answers = answers;
    }

    /** The values that can stand for a level; not to be changed. */
    String[] values(Slot slot) {
        return values[slot.index()];
    }

    /** The first of the rules whose conditions hold, shared groups aside. */
    @Nullable
    Rule first(Rule[] rules, long offer) {
        for (Rule rule : rules) {
            if (rule.holds(offer, this)) {
                return rule;
            }
        }
        return null;
    }

    /** The denies of an action that are closed, in the words of {@link ClosingDenies}; not to be changed. */
    ClosingDenies[] closed(Action action) {
        return action == Action.PUBLISH ? closedToPublish : closedToSubscribe;
    }

    boolean holds(WhenClause clause) {
        return clause.isAlways() || (answer(clause) && holdsNow(clause));
    }

    /** The first key that does not hold. */
    Optional<String> unmet(WhenClause clause) {
        return clause.isAlways() ? Optional.empty() : clause.when().unmet(client, now(clause));
    }

    Client client() {
        return client;
    }

    private boolean answer(WhenClause clause) {
        return clause.index() < ANSWERED ? (answers >>> clause.index() & 1) != 0 : holdsTimeless(clause);
    }

    private boolean holdsTimeless(WhenClause clause) {
        return clause.timeless().holds(client, Instant.EPOCH);
    }

    private boolean holdsNow(WhenClause clause) {
        return clause.time().isEmpty() || clause.time().get().contains(time.instant());
    }

    private Instant now(WhenClause clause) {
        return clause.time().isEmpty() ? Instant.EPOCH : time.instant();
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import io.topicwarden.analysis.AskedPolicy;
import io.topicwarden.engine.CompiledPolicy;
import io.topicwarden.engine.Decision;
import io.topicwarden.policy.Attempt;
import io.topicwarden.policy.Client;
import io.topicwarden.policy.DescribedClient;
import io.topicwarden.policy.Identity;
import io.topicwarden.policy.ReasonCode;
import java.time.Instant;
import java.util.Optional;

/**
 * May this client do this?
 *
 * @param files what was read
 * @param described the client as it was described
 * @param known its identity, if the store has it
 * @param client the client with what the store knows of it
 * @param attempt what it wants to do
 * @param at when
 */
record Question(
        ConfOptions.Selection files,
        DescribedClient described,
        Optional<Identity> known,
        Client client,
        Attempt attempt,
        Instant at) {

    static Question of(ConfOptions.Selection files, DescribedClient described, Attempt attempt, Instant now) {
        Optional<Identity> known = described
                .identity()
                .flatMap(name -> Optional.ofNullable(files.identities().get(name)));
        return new Question(
                files,
                described,
                known,
                known.map(described::client).orElseGet(described::client),
                attempt,
                described.time().orElse(now));
    }

    /** The answer; a client that may not connect may do nothing. */
    Decision answer() {
        return refusal().orElseGet(() -> asked().decide(client, attempt, at));
    }

    /** Why the client may not even connect, as far as the policy and its identity tell. */
    Optional<Decision> refusal() {
        Optional<Identity> disabled = known.filter(identity -> !identity.enabled());
        return disabled.map(identity -> AskedPolicy.refusal(
                        ReasonCode.DISABLED,
                        "identity `" + identity.name() + "` is disabled, "
                                + identity.span().fileAndLine()))
                .or(() -> asked().blocked(client, at));
    }

    AskedPolicy asked() {
        return new AskedPolicy(CompiledPolicy.of(files.policy()));
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import io.topicwarden.engine.Decision;
import io.topicwarden.policy.ReasonCode;
import io.topicwarden.policy.RuleReference;
import java.time.Instant;
import java.util.Optional;

/**
 * One refusal.
 *
 * @param at when
 * @param action what was refused
 * @param reason the stable code
 * @param message one sentence for the operator
 * @param peer who was refused
 * @param request what it asked for; absent when the connection itself was refused
 * @param rule the deny that decided, if one did
 * @param nearMiss the allow that came nearest, if one came near
 * @param witness for a subscription, one topic name that it would match and the client may not read
 * @param policyHash SHA-256 of the loaded policy text in lower-case hexadecimal, empty while none is loaded
 */
public record Denial(
        Instant at,
        EventAction action,
        ReasonCode reason,
        String message,
        Peer peer,
        Optional<Request> request,
        Optional<RuleReference> rule,
        Optional<Decision.NearMiss> nearMiss,
        Optional<String> witness,
        String policyHash) {}

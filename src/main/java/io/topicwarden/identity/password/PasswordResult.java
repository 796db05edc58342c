/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.password;

import io.topicwarden.policy.ReasonCode;

/** What the check of a password came to. */
public sealed interface PasswordResult permits VerifiedPassword, PasswordResult.Rejected {

    /**
     * Not admitted.
     *
     * @param reason {@code BAD_CREDENTIALS}, {@code THROTTLED} or {@code INTERNAL_ERROR}
     * @param message a clause for the operator; holds nothing of the password or its hash
     */
    record Rejected(ReasonCode reason, String message) implements PasswordResult {}
}

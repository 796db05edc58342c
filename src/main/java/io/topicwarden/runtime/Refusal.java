/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import io.topicwarden.policy.ReasonCode;

/**
 * Why a connection is not admitted.
 *
 * @param reason the stable code
 * @param message one clause for the operator; the client never sees it
 */
public record Refusal(ReasonCode reason, String message) {}

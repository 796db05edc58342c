/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy;

import java.util.Optional;

/**
 * What a policy test expects of one attempt.
 *
 * @param allowed whether it is to be allowed
 * @param attempt what is attempted
 * @param because the reason for which it is to be denied, if that matters
 * @param span where it stands
 * @param sourceLine the whole line of that place
 */
public record Expectation(
        boolean allowed, Attempt attempt, Optional<ReasonCode> because, SourceSpan span, String sourceLine) {}

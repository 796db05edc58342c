/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import io.topicwarden.policy.SourceSpan;
import java.util.Comparator;

/**
 * Something in valid files that is probably not as it was meant.
 *
 * @param code what kind
 * @param severity how much it matters
 * @param span where
 * @param message a lower-case clause without a full stop, the operator's own text in backticks
 * @param help what to do about it
 */
public record Finding(LintCode code, Severity severity, SourceSpan span, String message, String help) {

    static final Comparator<Finding> BY_PLACE =
            Comparator.comparing(Finding::span).thenComparing(Finding::code).thenComparing(Finding::message);
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy;

import java.util.Optional;

/**
 * One thing that is wrong in the operator's files, as the operator is to read it.
 *
 * @param code stable and kebab-case, as listed in {@code docs/errors.md}
 * @param message a lower-case clause without a full stop, the operator's own text in backticks
 * @param span where it stands
 * @param sourceLine the whole line that {@code span} points into, empty if there is none to show
 * @param help what to do about it
 */
public record Problem(String code, String message, SourceSpan span, String sourceLine, Optional<String> help) {}

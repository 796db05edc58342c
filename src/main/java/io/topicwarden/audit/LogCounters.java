/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

/**
 * The state of a log, for metrics. Once callers rest, {@code counted} is the sum of {@code written}, {@code pending} and
 * {@code lost}.
 *
 * @param counted events recorded since the log was opened
 * @param lines lines written
 * @param written events that these lines stand for
 * @param pending events in memory, not yet written
 * @param lost events recorded after the log was closed, or not written when it was
 * @param failures failed attempts to write or rotate
 */
public record LogCounters(long counted, long lines, long written, long pending, long lost, long failures) {}

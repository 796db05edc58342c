/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What policies mean and how two of them differ, for people who write them: differences, who can do what, and findings.
 * Pure: no I/O, no logger, and the hour only as it is handed in. Every search is bounded and says whether it was exhaustive.
 *
 * <p>May use: {@code policy}, {@code engine}.
 */
@NullMarked
package io.topicwarden.analysis;

import org.jspecify.annotations.NullMarked;

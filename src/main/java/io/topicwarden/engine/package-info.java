/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The compiler of policies and the decision procedures on topic names and topic filters. Pure: no I/O, no logger, and the
 * hour only as it is handed in.
 *
 * <p>May use: {@code policy}.
 */
@NullMarked
package io.topicwarden.engine;

import org.jspecify.annotations.NullMarked;

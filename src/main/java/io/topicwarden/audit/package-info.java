/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The denial log and the connection log: rotated files of one JSON object a line, written by one thread.
 *
 * <p>May use: {@code engine}, {@code policy}.
 */
@NullMarked
package io.topicwarden.audit;

import org.jspecify.annotations.NullMarked;

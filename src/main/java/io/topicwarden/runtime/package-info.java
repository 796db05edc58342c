/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The snapshot in force, its reload, the decision to admit a connection, and the metrics.
 *
 * <p>May use: {@code engine}, {@code policy}, {@code policy.yaml}, {@code store}, {@code identity}, {@code conf},
 * {@code analysis}, {@code audit}.
 */
@NullMarked
package io.topicwarden.runtime;

import org.jspecify.annotations.NullMarked;

/* SPDX-License-Identifier: Apache-2.0 */
/**
 * JMH benchmarks of the parts. What they work on comes from {@code workload}; whole brokers are in {@code broker}, tables
 * and plots in {@code report}.
 *
 * <p>May use everything that the extension makes public, and what only tests use.
 */
@NullMarked
package io.topicwarden.benchmarks;

import org.jspecify.annotations.NullMarked;

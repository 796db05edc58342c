/* SPDX-License-Identifier: Apache-2.0 */
/** Whole brokers side by side: the same load on each in turn, in one run. */
@NullMarked
package io.topicwarden.benchmarks.broker;

import org.jspecify.annotations.NullMarked;

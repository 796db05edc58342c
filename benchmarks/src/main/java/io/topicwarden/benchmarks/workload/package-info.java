/* SPDX-License-Identifier: Apache-2.0 */
/** What benchmarks work on: policies of a given size and shape, topics and clients, the same at every run. */
@NullMarked
package io.topicwarden.benchmarks.workload;

import org.jspecify.annotations.NullMarked;

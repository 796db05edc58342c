/* SPDX-License-Identifier: Apache-2.0 */
/** Tables and plots out of results, and the page in {@code docs/} that shows them. */
@NullMarked
package io.topicwarden.benchmarks.report;

import org.jspecify.annotations.NullMarked;

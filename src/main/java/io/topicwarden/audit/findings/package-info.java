/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What a run of records comes to: counts by whom, by what and over time. Reads records one after another and keeps a bounded
 * number of things, whatever the length of the log.
 *
 * <p>May use: {@code audit}, {@code policy}.
 */
@NullMarked
package io.topicwarden.audit.findings;

import org.jspecify.annotations.NullMarked;

/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Policy and identities in PostgreSQL, for a fleet of brokers.
 *
 * <p>May use: {@code policy}, {@code store}.
 */
@NullMarked
package io.topicwarden.store.postgres;

import org.jspecify.annotations.NullMarked;

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import io.topicwarden.policy.Block;

/**
 * Clients that were blocked and may connect, or the other way round.
 *
 * @param block the block that is gone, or new
 * @param permits whether they may connect now
 * @param example such a client
 */
public record BlockDifference(Block block, boolean permits, Example example) {}

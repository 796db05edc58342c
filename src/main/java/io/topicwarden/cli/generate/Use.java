/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.generate;

/**
 * How a grant was used.
 *
 * @param count how often
 * @param payloadBytes the greatest payload
 * @param willed whether it was a will
 */
record Use(long count, long payloadBytes, boolean willed) {

    Use and(Use other) {
        return new Use(count + other.count, Math.max(payloadBytes, other.payloadBytes), willed || other.willed);
    }
}

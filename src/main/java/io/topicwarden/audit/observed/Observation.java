/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit.observed;

import java.time.Instant;

/**
 * How often a client did something, and when.
 *
 * @param allowed how often it was permitted
 * @param filtered how often a subscription was accepted though only part of it is permitted
 * @param refused how often it was refused
 * @param payloadBytes the greatest payload that was permitted
 * @param refusedBytes the greatest payload that was refused
 */
public record Observation(
        Activity activity,
        long allowed,
        long filtered,
        long refused,
        long payloadBytes,
        long refusedBytes,
        Instant first,
        Instant last) {}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

/**
 * A subscription that a session holds.
 *
 * @param topicFilter as the client sent it, <code>$share/GROUP/FILTER</code> included
 * @param qos the quality of service granted, 0 to 2
 */
public record HeldSubscription(String topicFilter, int qos) {}

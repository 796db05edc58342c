/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.store;

/**
 * One revision of the policy that a fleet shares.
 *
 * @param number counted from 1; the greatest is the newest
 * @param text the policy, as {@code policy.yaml} would hold it
 * @param sha256 over the text in UTF-8, in lower-case hexadecimal
 */
public record PolicyRevision(long number, String text, String sha256) {}

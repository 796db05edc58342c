/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

/**
 * Where credentials come from, as 128 bits whatever a client sends: an address, or what one presents from there.
 *
 * @param high of an address its bits, else of a hash
 * @param low of an address its family, else of a hash
 */
record Source(long high, long low) {}

/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Client certificates: the path to our own trust anchors, revocation, usage and key size, each with its reason.
 *
 * <p>May use: {@code policy}.
 */
@NullMarked
package io.topicwarden.identity.x509;

import org.jspecify.annotations.NullMarked;

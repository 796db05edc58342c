/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Client certificates: the path to our own trust anchors, validity, usage, key strength, revocation and names, each one
 * small check with its own reason ({@code docs/certificates.md}). Nothing here reads a file or asks the network.
 *
 * <p>May use: {@code policy}.
 */
@NullMarked
package io.topicwarden.identity.x509;

import org.jspecify.annotations.NullMarked;

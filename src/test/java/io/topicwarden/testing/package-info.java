/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A certificate authority for tests and the demo: keys, certificates, revocation lists and the files that hold them.
 * Published as a test-jar, it never ships.
 *
 * <p>May use: the JDK and Bouncy Castle, nothing of ours.
 */
@NullMarked
package io.topicwarden.testing;

import org.jspecify.annotations.NullMarked;

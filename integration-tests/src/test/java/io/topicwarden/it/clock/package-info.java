/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A broker whose clock a test can set: an agent that the test packs and the broker's JVM loads, and the test's end of it. The
 * agent's classes use nothing but the JDK. Used by the tests of {@code it} and by nothing else.
 */
@NullMarked
package io.topicwarden.it.clock;

import org.jspecify.annotations.NullMarked;

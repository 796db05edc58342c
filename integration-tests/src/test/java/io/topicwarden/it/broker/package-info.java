/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A HiveMQ CE in its own process with the packaged extension in it: started, written to, read, stopped.
 *
 * <p>May use: the JDK, Jackson to read log lines, the tests' certificate authority.
 */
@NullMarked
package io.topicwarden.it.broker;

import org.jspecify.annotations.NullMarked;

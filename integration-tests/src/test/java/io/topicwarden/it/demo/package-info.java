/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The demonstration behind the script {@code demo}: a small plant on a real broker, commands to try, refusals as they happen.
 *
 * <p>May use: the harness of {@code it.broker}, the tests' certificate authority.
 */
@NullMarked
package io.topicwarden.it.demo;

import org.jspecify.annotations.NullMarked;

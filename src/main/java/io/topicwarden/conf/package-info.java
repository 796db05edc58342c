/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Everything in {@code conf/} together, read the same way by the extension and by the command-line tool.
 *
 * <p>May use: {@code policy}, {@code policy.yaml}, {@code store}, {@code identity}, {@code engine}, {@code analysis}.
 */
@NullMarked
package io.topicwarden.conf;

import org.jspecify.annotations.NullMarked;

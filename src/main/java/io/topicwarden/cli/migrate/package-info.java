/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Turns the access rules of other programs into a policy and identities of the same meaning, and says where the meaning is
 * not the same, and what was more open than it looked.
 *
 * <p>May use: {@code cli.xml}, {@code policy.yaml}, {@code policy}.
 */
@NullMarked
package io.topicwarden.cli.migrate;

import org.jspecify.annotations.NullMarked;

/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Writes YAML for commands that make policies.
 *
 * <p>May use: {@code policy.yaml}.
 */
@NullMarked
package io.topicwarden.cli.yaml;

import org.jspecify.annotations.NullMarked;

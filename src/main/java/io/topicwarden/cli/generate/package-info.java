/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Makes a policy of what clients were seen to do: it permits that and no more.
 *
 * <p>May use: {@code audit.observed}, {@code analysis}, {@code engine}, {@code policy}, {@code policy.yaml}, {@code cli.yaml}.
 */
@NullMarked
package io.topicwarden.cli.generate;

import org.jspecify.annotations.NullMarked;

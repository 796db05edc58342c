/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What a denial log comes to, as a page or a text to hand on. Whatever a client called itself or its topics, it is text there.
 *
 * <p>May use: {@code audit}, {@code policy.yaml}.
 */
@NullMarked
package io.topicwarden.cli.report;

import org.jspecify.annotations.NullMarked;

/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The adapter to the broker, and the only package that sees its extension SDK.
 *
 * <p>May use: {@code runtime}, {@code identity}, {@code store} and what these use.
 */
@NullMarked
package io.topicwarden.hivemq;

import org.jspecify.annotations.NullMarked;

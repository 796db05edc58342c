/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Reads XML files of other programs as trees whose elements know their lines. Bounded, and nothing outside the file is ever
 * fetched.
 *
 * <p>May use: nothing.
 */
@NullMarked
package io.topicwarden.cli.xml;

import org.jspecify.annotations.NullMarked;

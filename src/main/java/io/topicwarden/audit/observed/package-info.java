/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What clients were seen to do, in bounded memory and in one file: written by the extension, read back by it after a restart and
 * by the command-line tool.
 *
 * <p>May use: {@code audit}, {@code engine}, {@code policy}.
 */
@NullMarked
package io.topicwarden.audit.observed;

import org.jspecify.annotations.NullMarked;

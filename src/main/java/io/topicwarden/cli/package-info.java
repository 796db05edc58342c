/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The command-line tool, and the only package that sees picocli. It reads files as the extension does, decides with the
 * same compiler, and needs no broker.
 *
 * <p>May use: {@code analysis}, {@code conf}, {@code policy.yaml}, {@code identity}, {@code store}, {@code audit} and what
 * these use.
 */
@NullMarked
package io.topicwarden.cli;

import org.jspecify.annotations.NullMarked;

/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What weakens a broker, as far as its home folder shows: its {@code config.xml}, key stores, extensions, start scripts and
 * file permissions, compared with Topicwarden's own settings.
 *
 * <p>May use: {@code cli.xml}, {@code conf}, {@code policy.yaml}, {@code identity}, {@code store} and what these use.
 */
@NullMarked
package io.topicwarden.cli.inspect;

import org.jspecify.annotations.NullMarked;

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy;

/**
 * A file that the settings name.
 *
 * @param path as written, relative to {@code conf/} unless absolute
 * @param span where it is named
 */
public record FileReference(String path, SourceSpan span) {}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

/**
 * One of the operator's files.
 *
 * @param file its name relative to {@code conf/}, with {@code /} between names ({@code policy.d/a.yaml})
 * @param content its bytes, which the caller has bounded and no longer changes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and too large to copy
public record SourceFile(String file, byte[] content) {}

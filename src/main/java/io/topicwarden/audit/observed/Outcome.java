/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit.observed;

/** What became of something that a client did. */
public enum Outcome {
    ALLOWED,
    /** A subscription accepted though only part of it is permitted. */
    FILTERED,
    REFUSED
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

/** How much a finding matters, least first. */
public enum Severity {
    /** Worth knowing. */
    NOTE,
    /** Probably not what was meant. */
    WARNING,
    /** Does not work as it stands. */
    ERROR
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.inspect;

/** How bad a finding is, the least first; the names are what users type and read. */
public enum Severity {
    /** Worth knowing. */
    note,
    /** Weakens the broker, or will once something else goes wrong. */
    warning,
    /** An open door, or something that cannot work. */
    error
}

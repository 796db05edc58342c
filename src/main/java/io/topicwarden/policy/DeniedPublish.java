/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy;

/** What becomes of a client whose publish is refused, mildest first; of several roles the strictest holds. */
public enum DeniedPublish {
    IGNORE,
    REFUSE,
    DISCONNECT
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

/** How a snapshot that is to be put in force concerns a connected client. */
enum Concern {
    /** It permits what was permitted, no more and no less. */
    NONE,
    /** Permissions to subscribe have only been added, so that nothing held or queued can be forbidden. */
    MORE,
    /** It could take something away. */
    LESS
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy;

/** Whether a permission allows or denies; a deny overrides every allow. */
public enum Effect {
    ALLOW,
    DENY
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy;

/** What a permission speaks of. */
public enum Action {
    PUBLISH,
    SUBSCRIBE
}

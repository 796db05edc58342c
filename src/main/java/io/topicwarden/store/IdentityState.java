/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.store;

import io.topicwarden.policy.Identity;

/** What a store says of one name. */
public sealed interface IdentityState {

    /** It is known. */
    record Present(Identity identity) implements IdentityState {}

    /** Nobody goes by it. */
    record Absent() implements IdentityState {}

    /** What the store holds cannot be read, so that nothing may be concluded. */
    record Unusable(String why) implements IdentityState {}
}

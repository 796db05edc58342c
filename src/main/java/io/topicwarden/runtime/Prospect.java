/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import java.util.Optional;

/**
 * What becomes of a connected client under a snapshot that is to be put in force.
 *
 * @param concern how it concerns the client
 * @param ending present where its connection has to end before the snapshot is in force: the client has a will that must not
 *     be published, or may no longer be connected and could still be handed messages that others of its group may have
 */
record Prospect(Concern concern, Optional<Revocation.Connection> ending) {}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import java.util.Optional;

/**
 * What becomes of a connected client under a snapshot that is to be put in force.
 *
 * @param concern how it concerns the client
 * @param ending present where the client has a will that must not be published, so that its connection has to end before
 */
record Prospect(Concern concern, Optional<Revocation.Connection> ending) {}

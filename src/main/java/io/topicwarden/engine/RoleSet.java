/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import io.topicwarden.policy.Client;
import java.time.InstantSource;

/** The permissions of a set of roles, compiled once and shared by every client that holds exactly these roles. */
public final class RoleSet {

    RoleSet() {}

    /**
     * The same permissions for one client, its variables resolved. Costs little time and memory, whatever the number of
     * permissions.
     *
     * @param time asked for the instant only when a permission with a {@code time} condition comes into question
     */
    public ClientPermissions bind(Client client, InstantSource time) {
        return new ClientPermissions();
    }
}

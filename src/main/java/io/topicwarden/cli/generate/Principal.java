/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.generate;

import io.topicwarden.policy.Client;
import java.util.Comparator;

/**
 * Whom roles are assigned to: an identity, through one listener.
 *
 * @param identity its name, empty for a client that has none
 * @param listener the listener's name
 */
record Principal(String identity, String listener) implements Comparable<Principal> {

    private static final Comparator<Principal> ORDER =
            Comparator.comparing(Principal::listener).thenComparing(Principal::identity);

    static Principal of(Client client) {
        return new Principal(client.identity().orElse(""), client.listener());
    }

    /** Whether a {@code when} can mean exactly this one: a {@code *} in it stands for anything, and its length is bounded. */
    boolean isSayable() {
        return Sayable.compared(identity) && Sayable.compared(listener);
    }

    @Override
    public int compareTo(Principal other) {
        return ORDER.compare(this, other);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.hivemq;

import io.topicwarden.runtime.Warden;
import java.util.Optional;

/** Where the callbacks find the running parts; while there are none, every callback refuses. */
final class WardenHolder {

    private volatile Optional<Warden> warden = Optional.empty();

    Optional<Warden> get() {
        return warden;
    }

    void set(Optional<Warden> next) {
        warden = next;
    }
}

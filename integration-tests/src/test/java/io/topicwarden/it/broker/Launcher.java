/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.broker;

import java.util.Optional;
import java.util.ServiceLoader;

/** Where brokers run: as a process of this machine, unless a service of this type on the class path has another place for them. */
public interface Launcher {

    /** Starts a broker and does not wait for it; nothing if one of its ports was taken meanwhile. */
    Optional<RunningBroker> start(Launch launch);

    /** What a listener has to be bound to there, so that {@link Listener#ADDRESS} reaches it from here. */
    default String bindAddress(boolean sharingNetwork) {
        return Listener.ADDRESS;
    }

    static Launcher chosen() {
        return elsewhere().orElse(launch -> Optional.of(BrokerProcess.start(launch)));
    }

    /** The other place, where there is one. */
    static Optional<Launcher> elsewhere() {
        return ServiceLoader.load(Launcher.class).findFirst();
    }
}

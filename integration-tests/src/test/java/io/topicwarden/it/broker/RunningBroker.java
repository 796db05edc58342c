/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.broker;

/** A broker that was started. */
public interface RunningBroker {

    boolean alive();

    /** The number of its process on this machine. */
    long pid();

    /** The address that this machine's clients have in its eyes. */
    String clientAddress();

    /** Asks it to end, waits, and ends it if it does not. */
    void stop();

    /** Ends it at once, as a power failure would. */
    void kill();
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.benchmarks.broker;

import io.topicwarden.benchmarks.load.Login;

/** A running broker with one way to decide who may do what. */
interface Contestant extends AutoCloseable {

    /** How tables call it. */
    String name();

    /** The port of its listener without TLS. */
    int port();

    /** The number of its process. */
    long pid();

    /** How the client of this name connects to {@link #port}. */
    Login login(String name);

    @Override
    void close();
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.store.postgres;

/** Is told how long clients wait for identities to be read. Called by several threads at once. */
public interface LoadTimes {

    /** A name was read, so many nanoseconds after it was first asked for. */
    void loaded(long nanos);

    /** A name could not be read. */
    void failed();
}

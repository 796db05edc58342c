/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import java.io.IOException;

/** Who hears that a log cannot be written. Called on the log's own thread, once at each end of a period of failures. */
public interface LogFailures {

    /**
     * A period of failures begins. What is recorded meanwhile is kept in memory and tried again every second. Called once
     * more when the log is closed before everything could be written.
     *
     * @param what what cannot be done, for example {@code writing denials.jsonl}
     */
    void failing(String what, Throwable cause);

    /**
     * The period is over.
     *
     * @param behind how many events had been recorded and not written
     */
    void recovered(String what, long behind);

    /** A fault was found in the files and dealt with, for example a half-written last line. */
    default void repaired(String what) {
        failing(what, new IOException(what));
        recovered(what, 0);
    }
}

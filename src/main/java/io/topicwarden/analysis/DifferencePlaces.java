/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

/**
 * Where the files of two policies are.
 *
 * @param before what stands before the names of the old policy's files
 * @param after what stands before those of the new one's
 */
public record DifferencePlaces(String before, String after) {

    /** Where the permission stands that makes a change; something becomes allowed by a new allow or by a deny that is gone. */
    public String directory(Change change, boolean allowed) {
        return change.byDeny() == allowed ? before : after;
    }
}

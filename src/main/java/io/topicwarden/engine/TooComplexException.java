/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

/** A question about a filter would cost more than it may; to a decision the answer is no. */
public final class TooComplexException extends RuntimeException {

    TooComplexException() {
        super("too many permissions come into question at once", null, false, false);
    }
}

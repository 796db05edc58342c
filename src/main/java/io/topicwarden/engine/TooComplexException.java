/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

/** A decision on a filter would cost more than it may; the answer is no. */
final class TooComplexException extends RuntimeException {

    TooComplexException() {
        super("too many permissions come into question at once", null, false, false);
    }
}

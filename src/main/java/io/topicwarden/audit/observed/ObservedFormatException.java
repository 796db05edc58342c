/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit.observed;

import java.io.IOException;

/** A file is not one that {@link ObservedWriter} has written. The message is a lower-case clause for the operator. */
public final class ObservedFormatException extends IOException {

    private static final long serialVersionUID = 1L;

    ObservedFormatException(String message) {
        super(message);
    }
}

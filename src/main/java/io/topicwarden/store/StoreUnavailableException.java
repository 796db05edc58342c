/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.store;

/** The store cannot be asked now. The message is a lower-case clause for the operator and holds no secret. */
public final class StoreUnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    public StoreUnavailableException(String message) {
        super(message);
    }

    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.x509;

/** Bytes from a peer that are not what they claim to be; the message is a lower-case clause. */
final class UnreadableException extends Exception {

    private static final long serialVersionUID = 1L;

    UnreadableException(String message) {
        super(message);
    }

    String clause() {
        return String.valueOf(getMessage());
    }
}

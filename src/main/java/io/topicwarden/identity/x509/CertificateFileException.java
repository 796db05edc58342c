/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.x509;

/** A file of certificates or revocation lists that cannot be used; the message is one lower-case clause. */
public final class CertificateFileException extends Exception {

    private static final long serialVersionUID = 1L;

    CertificateFileException(String message) {
        super(message);
    }

    /** What is wrong, for the operator; names the line where there is one. */
    public String problem() {
        return String.valueOf(getMessage());
    }
}

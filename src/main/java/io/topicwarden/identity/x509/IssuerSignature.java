/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.x509;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;

/** Whether a key made the signature on a certificate or a list; a question that cannot be answered is answered no. */
final class IssuerSignature {

    private IssuerSignature() {}

    static boolean verifies(X509Certificate certificate, PublicKey key) {
        try {
            certificate.verify(key);
            return true;
        } catch (GeneralSecurityException | RuntimeException e) {
            return false;
        }
    }

    static boolean verifies(X509CRL list, PublicKey key) {
        try {
            list.verify(key);
            return true;
        } catch (GeneralSecurityException | RuntimeException e) {
            return false;
        }
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.x509;

import java.math.BigInteger;
import java.security.Principal;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.Set;

/** A certificate object of another implementation, over any bytes: what OpenSSL hands out, or worse. */
final class RawCertificate extends X509Certificate {

    private static final long serialVersionUID = 1L;

    private final byte[] encoding;

    RawCertificate(byte[] encoding) {
        this.encoding = encoding.clone();
    }

    @Override
    public byte[] getEncoded() {
        return encoding.clone();
    }

    @Override
    public String toString() {
        return "RawCertificate";
    }

    @Override
    public void verify(PublicKey key) {
        // vouches for anything, so that a test fails if anybody asks it
    }

    @Override
    public void verify(PublicKey key, String provider) {
        // as above
    }

    @Override
    public void checkValidity() {
        // as above
    }

    @Override
    public void checkValidity(Date date) {
        // as above
    }

    @Override
    public int getVersion() {
        throw unexpected();
    }

    @Override
    public BigInteger getSerialNumber() {
        throw unexpected();
    }

    @SuppressWarnings("deprecation") // abstract in X509Certificate
    @Override
    public Principal getIssuerDN() {
        throw unexpected();
    }

    @SuppressWarnings("deprecation") // abstract in X509Certificate
    @Override
    public Principal getSubjectDN() {
        throw unexpected();
    }

    @Override
    public Date getNotBefore() {
        throw unexpected();
    }

    @Override
    public Date getNotAfter() {
        throw unexpected();
    }

    @Override
    public byte[] getTBSCertificate() {
        throw unexpected();
    }

    @Override
    public byte[] getSignature() {
        throw unexpected();
    }

    @Override
    public String getSigAlgName() {
        throw unexpected();
    }

    @Override
    public String getSigAlgOID() {
        throw unexpected();
    }

    @Override
    public byte[] getSigAlgParams() {
        throw unexpected();
    }

    @Override
    public boolean[] getIssuerUniqueID() {
        throw unexpected();
    }

    @Override
    public boolean[] getSubjectUniqueID() {
        throw unexpected();
    }

    @Override
    public boolean[] getKeyUsage() {
        throw unexpected();
    }

    @Override
    public int getBasicConstraints() {
        throw unexpected();
    }

    @Override
    public PublicKey getPublicKey() {
        throw unexpected();
    }

    @Override
    public boolean hasUnsupportedCriticalExtension() {
        throw unexpected();
    }

    @Override
    public Set<String> getCriticalExtensionOIDs() {
        throw unexpected();
    }

    @Override
    public Set<String> getNonCriticalExtensionOIDs() {
        throw unexpected();
    }

    @Override
    public byte[] getExtensionValue(String oid) {
        throw unexpected();
    }

    private static RuntimeException unexpected() {
        return new UnsupportedOperationException("only the encoding counts");
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.inspect;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * A certificate of the broker's own.
 *
 * @param certificate of a private key in a key store
 * @param place where the store is named
 */
record ServerCertificate(X509Certificate certificate, Place place) {

    private static final Duration SOON = Duration.ofDays(30);
    private static final int MIN_RSA_BITS = 2048;
    private static final int MIN_EC_BITS = 224;

    void check(Instant now, Findings findings) {
        String key = weakKey(certificate.getPublicKey());
        if (!key.isEmpty()) {
            findings.add(FindingCode.SERVER_KEY_WEAK, Severity.error, place, name() + " has a key of " + key);
        }
        String algorithm = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
        if (algorithm.startsWith("SHA1") || algorithm.startsWith("MD")) {
            findings.add(
                    FindingCode.SERVER_CERTIFICATE_WEAK,
                    Severity.warning,
                    place,
                    name() + " is signed with " + certificate.getSigAlgName());
        }
        validity(now, findings);
    }

    private void validity(Instant now, Findings findings) {
        Instant from = certificate.getNotBefore().toInstant();
        Instant until = certificate.getNotAfter().toInstant();
        if (now.isBefore(from)) {
            findings.add(
                    FindingCode.SERVER_CERTIFICATE_NOT_YET_VALID,
                    Severity.error,
                    place,
                    name() + " is valid from " + from);
        }
        if (now.isAfter(until)) { // the last instant is inside (RFC 5280 §4.1.2.5)
            findings.add(
                    FindingCode.SERVER_CERTIFICATE_EXPIRED, Severity.error, place, name() + " expired at " + until);
        } else if (now.plus(SOON).isAfter(until)) {
            findings.add(
                    FindingCode.SERVER_CERTIFICATE_EXPIRES_SOON,
                    Severity.warning,
                    place,
                    name() + " expires at " + until);
        }
    }

    /** What is weak about a key, or nothing. */
    private static String weakKey(PublicKey key) {
        if (key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() < MIN_RSA_BITS) {
            return "RSA " + rsa.getModulus().bitLength() + " bits";
        }
        if (key instanceof ECPublicKey ec && ec.getParams().getOrder().bitLength() < MIN_EC_BITS) {
            return "EC " + ec.getParams().getOrder().bitLength() + " bits";
        }
        return "";
    }

    private String name() {
        return name(certificate);
    }

    /** {@code certificate `CN=broker`}, control characters replaced. */
    static String name(X509Certificate certificate) {
        return "certificate `"
                + certificate
                        .getSubjectX500Principal()
                        .getName()
                        .codePoints()
                        .map(c -> Character.isISOControl(c) ? '?' : c)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                + "`";
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy;

import java.util.List;

/**
 * The {@code certificate} key of a {@code when}; an empty list asks for nothing.
 *
 * @param cn any of the subject's common names
 * @param o any of its organizations
 * @param ou any of its organizational units
 * @param serial the serial number in hexadecimal
 * @param fingerprint the SHA-256 fingerprint in hexadecimal
 * @param issuerCn any of the issuer's common names
 * @param sanDns any dNSName
 * @param sanUri any uniformResourceIdentifier
 * @param sanEmail any rfc822Name
 */
public record CertificateCondition(
        List<TextPattern> cn,
        List<TextPattern> o,
        List<TextPattern> ou,
        List<TextPattern> serial,
        List<TextPattern> fingerprint,
        List<TextPattern> issuerCn,
        List<TextPattern> sanDns,
        List<TextPattern> sanUri,
        List<TextPattern> sanEmail) {

    /** A condition that asks only that there be a certificate. */
    public static final CertificateCondition ANY = new CertificateCondition(
            List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    public CertificateCondition {
        cn = TextPatterns.copyOf(cn);
        o = TextPatterns.copyOf(o);
        ou = TextPatterns.copyOf(ou);
        serial = TextPatterns.copyOf(serial);
        fingerprint = TextPatterns.copyOf(fingerprint);
        issuerCn = TextPatterns.copyOf(issuerCn);
        sanDns = TextPatterns.copyOf(sanDns);
        sanUri = TextPatterns.copyOf(sanUri);
        sanEmail = TextPatterns.copyOf(sanEmail);
    }

    /** Whether every list that asks for something finds it in the certificate. */
    public boolean holds(CertificateFacts facts) {
        return When.any(cn, facts.cn())
                && When.any(o, facts.o())
                && When.any(ou, facts.ou())
                && When.any(serial, List.of(facts.serial()))
                && When.any(fingerprint, List.of(facts.fingerprint()))
                && When.any(issuerCn, facts.issuerCn())
                && When.any(sanDns, facts.sanDns())
                && When.any(sanUri, facts.sanUri())
                && When.any(sanEmail, facts.sanEmail());
    }
}

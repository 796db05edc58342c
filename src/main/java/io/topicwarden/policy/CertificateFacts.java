/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy;

import java.util.List;

/**
 * What policies can say of a client certificate. Names are as they stand in the certificate, unescaped, in order.
 *
 * @param cn the subject's common names, usually one
 * @param o the subject's organizations
 * @param ou the subject's organizational units
 * @param serial the serial number in lower-case hexadecimal without leading zeros
 * @param fingerprint SHA-256 over the DER encoding, 64 lower-case hexadecimal digits
 * @param issuerCn the issuer's common names
 * @param sanDns the subject alternative names of type dNSName
 * @param sanUri those of type uniformResourceIdentifier
 * @param sanEmail those of type rfc822Name
 * @param subject the whole subject as RFC 2253 writes it, for records
 * @param issuer the whole issuer likewise
 */
public record CertificateFacts(
        List<String> cn,
        List<String> o,
        List<String> ou,
        String serial,
        String fingerprint,
        List<String> issuerCn,
        List<String> sanDns,
        List<String> sanUri,
        List<String> sanEmail,
        String subject,
        String issuer) {

    public CertificateFacts {
        cn = List.copyOf(cn);
        o = List.copyOf(o);
        ou = List.copyOf(ou);
        issuerCn = List.copyOf(issuerCn);
        sanDns = List.copyOf(sanDns);
        sanUri = List.copyOf(sanUri);
        sanEmail = List.copyOf(sanEmail);
    }
}

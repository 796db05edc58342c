/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.x509;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.security.auth.x500.X500Principal;

/**
 * The parts of a subject or issuer that policies use, in the certificate's order.
 *
 * <p>Read from the DER and not through {@code LdapName}, which sorts the values of a multi-valued RDN.
 *
 * @param cn the values of commonName
 * @param o those of organizationName
 * @param ou those of organizationalUnitName
 * @param text the whole of it as RFC 2253 writes it
 */
record DistinguishedName(List<String> cn, List<String> o, List<String> ou, String text) {

    private static final byte[] COMMON_NAME = {0x55, 0x04, 0x03}; // 2.5.4.3
    private static final byte[] ORGANIZATION = {0x55, 0x04, 0x0a}; // 2.5.4.10
    private static final byte[] ORGANIZATIONAL_UNIT = {0x55, 0x04, 0x0b}; // 2.5.4.11

    static DistinguishedName of(DerReader.Value name) throws UnreadableException {
        DistinguishedName result =
                new DistinguishedName(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), rfc2253(name));
        DerReader relativeNames = name.values();
        while (relativeNames.hasNext()) {
            DerReader attributes = relativeNames.next(DerReader.SET).values();
            while (attributes.hasNext()) {
                result.add(attributes.next(DerReader.SEQUENCE).values());
            }
        }
        return result;
    }

    private void add(DerReader attribute) throws UnreadableException {
        byte[] type = attribute.next(DerReader.OID).bytes();
        DerReader.Value value = attribute.next();
        if (Arrays.equals(type, COMMON_NAME)) {
            cn.add(NameText.of(value));
        } else if (Arrays.equals(type, ORGANIZATION)) {
            o.add(NameText.of(value));
        } else if (Arrays.equals(type, ORGANIZATIONAL_UNIT)) {
            ou.add(NameText.of(value));
        }
    }

    private static String rfc2253(DerReader.Value name) throws UnreadableException {
        try {
            String text = new X500Principal(name.encoded()).getName(X500Principal.RFC2253);
            NameText.check(text); // the attributes that policies do not use end up in records all the same
            return text;
        } catch (IllegalArgumentException e) {
            throw new UnreadableException("a name in the certificate is malformed");
        }
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.x509;

import java.util.ArrayList;
import java.util.List;

/**
 * The subject alternative names that policies use (RFC 5280 §4.2.1.6); those of other types are passed over.
 *
 * @param dns the dNSNames
 * @param uri the uniformResourceIdentifiers
 * @param email the rfc822Names
 */
record AlternativeNames(List<String> dns, List<String> uri, List<String> email) {

    static final AlternativeNames NONE = new AlternativeNames(List.of(), List.of(), List.of());

    private static final int RFC822_NAME = 0x81;
    private static final int DNS_NAME = 0x82;
    private static final int URI = 0x86;

    /** Reads the extension's value, the contents of its OCTET STRING. */
    static AlternativeNames of(DerReader extension) throws UnreadableException {
        AlternativeNames result = new AlternativeNames(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        DerReader names = extension.next(DerReader.SEQUENCE).values();
        while (names.hasNext()) {
            result.add(names.next());
        }
        return result;
    }

    private void add(DerReader.Value name) throws UnreadableException {
        switch (name.tag()) {
            case RFC822_NAME -> email.add(NameText.ia5(name));
            case DNS_NAME -> dns.add(NameText.ia5(name));
            case URI -> uri.add(NameText.ia5(name));
            default -> {}
        }
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.x509;

import java.security.cert.X509Certificate;
import java.util.stream.Collectors;
import javax.security.auth.x500.X500Principal;

/** A certificate's name as an operator's log may hold it: short, and without characters that could forge a line. */
final class DisplayName {

    private static final int MAX_LENGTH = 200;

    private DisplayName() {}

    /** The subject in backticks. */
    static String of(X509Certificate certificate) {
        return of(certificate.getSubjectX500Principal());
    }

    static String of(X500Principal name) {
        String text = name.getName(X500Principal.RFC2253)
                .codePoints()
                .limit(MAX_LENGTH)
                .mapToObj(character -> NameText.isForbidden(character) ? "\uFFFD" : Character.toString(character))
                .collect(Collectors.joining());
        return "`" + text + "`";
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.x509;

import static java.util.stream.Collectors.groupingBy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.PublicKey;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.security.auth.x500.X500Principal;

/** The operator's lists by issuer. A list counts only for an issuer of its name whose key signed it. */
final class RevocationLists {

    private record Signature(RevocationList list, PublicKey key) {}

    private final Map<X500Principal, List<RevocationList>> byIssuer;

    /** To hash a list of a million entries takes tens of milliseconds: once a list and key, not once a connection. */
    private final Cache<Signature, Boolean> signatures =
            Caffeine.newBuilder().maximumSize(1_000).executor(Runnable::run).build();

    private RevocationLists(Collection<X509CRL> lists) {
        byIssuer = lists.stream().map(RevocationList::of).collect(groupingBy(RevocationList::issuer));
    }

    static RevocationLists of(Collection<X509CRL> lists) {
        return new RevocationLists(lists);
    }

    /** The lists that this CA signed, current or not. */
    List<RevocationList> of(X509Certificate issuer) {
        return byIssuer.getOrDefault(issuer.getSubjectX500Principal(), List.of()).stream()
                .filter(list -> isSigned(new Signature(list, issuer.getPublicKey())))
                .toList();
    }

    private boolean isSigned(Signature signature) {
        return signatures.get(signature, s -> s.list.isSignedWith(s.key));
    }
}

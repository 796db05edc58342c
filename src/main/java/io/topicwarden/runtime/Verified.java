/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import io.topicwarden.identity.password.VerifiedPassword;
import io.topicwarden.identity.x509.CertificateResult.VerifiedCertificate;
import io.topicwarden.policy.Client;
import io.topicwarden.policy.ListenerSettings;
import java.util.Optional;

/**
 * What the verifiers vouch for, as far as the listener asks for it.
 *
 * @param certificate the client's certificate
 * @param password the password of this identity
 */
record Verified(Optional<VerifiedCertificate> certificate, Optional<VerifiedPassword> password) {

    /**
     * The client as it is now known, or empty if its credentials give it no name. A user name that no password vouched
     * for is left out: on a certificate listener anybody could send any.
     */
    Optional<Client> client(Snapshot snapshot, ListenerSettings listener, ConnectAttempt attempt) {
        Client claimed = attempt.claimed().with(certificate.map(VerifiedCertificate::facts));
        Client client = password.isPresent() ? claimed : claimed.withoutUsername();
        Optional<String> name = password.map(VerifiedPassword::name)
                .or(() -> listener.identity().resolve(client));
        return name.map(known -> snapshot.identity(known).map(client::as).orElseGet(() -> client.named(known)));
    }
}

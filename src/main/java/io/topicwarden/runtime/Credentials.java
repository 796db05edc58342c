/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import io.topicwarden.identity.password.VerifiedPassword;
import io.topicwarden.identity.x509.CertificateResult.VerifiedCertificate;
import io.topicwarden.policy.CertificateFacts;
import io.topicwarden.policy.Identity;
import io.topicwarden.policy.ListenerSettings;
import io.topicwarden.policy.ReasonCode;
import io.topicwarden.policy.Variable;
import java.util.Optional;

/** Which credentials a listener asks for, and whose they are. */
final class Credentials {

    private Credentials() {}

    /** Why the credentials presented cannot be right, before any of them is checked. */
    static Optional<Refusal> unfit(ListenerSettings listener, ConnectAttempt attempt, boolean hasPassword) {
        if (attempt.authenticationMethod().isPresent()) {
            return refusal(ReasonCode.CREDENTIALS_MISSING, "enhanced authentication (MQTT 5 §4.12) is not supported");
        }
        if (listener.authenticate().needsCertificate() && attempt.chain().isEmpty()) {
            return refusal(ReasonCode.CERTIFICATE_MISSING, "no client certificate was presented");
        }
        if (!listener.authenticate().needsPassword()) {
            return Optional.empty();
        }
        if (attempt.tls().isEmpty() && !listener.plaintextPermitted()) {
            return refusal(
                    ReasonCode.PLAINTEXT_CREDENTIALS,
                    "listener `" + listener.name() + "` has no TLS and is not `plaintext: permitted`");
        }
        if (attempt.username().filter(name -> !name.isEmpty()).isEmpty()) {
            return refusal(ReasonCode.CREDENTIALS_MISSING, "no user name was sent");
        }
        return hasPassword ? Optional.empty() : refusal(ReasonCode.CREDENTIALS_MISSING, "no password was sent");
    }

    /**
     * The identity whose password is to be checked, empty if the credentials name none. Where the name comes from the
     * certificate alone, the user name must be the same: nothing else would vouch for it.
     */
    static Optional<String> nameToCheck(
            ListenerSettings listener, ConnectAttempt attempt, Optional<CertificateFacts> certificate) {
        Optional<String> name = listener.identity().resolve(attempt.claimed().with(certificate));
        boolean fromUsername = listener.identity().variables().stream()
                .anyMatch(variable -> variable.kind() == Variable.Kind.USERNAME);
        return fromUsername ? name : name.filter(named -> attempt.username().equals(Optional.of(named)));
    }

    static Refusal nameless(ListenerSettings listener) {
        return new Refusal(
                ReasonCode.UNKNOWN_IDENTITY,
                "`" + listener.identity() + "` has no single value in this client's credentials");
    }

    /** Why no identity's password could be compared with the one presented. */
    static Refusal unknown(ListenerSettings listener, ConnectAttempt attempt, Optional<CertificateFacts> certificate) {
        Optional<String> name = listener.identity().resolve(attempt.claimed().with(certificate));
        if (name.isEmpty()) {
            return nameless(listener);
        }
        boolean named = nameToCheck(listener, attempt, certificate).isPresent();
        return new Refusal(
                ReasonCode.UNKNOWN_IDENTITY,
                named
                        ? "no identity goes by this user name"
                        : "the user name is not `" + name.get() + "`, as the certificate has it");
    }

    /** Why a password that was verified is no longer the one that the listener asks for. */
    static Optional<Refusal> outdated(
            Snapshot snapshot, ListenerSettings listener, ConnectAttempt attempt, Verified verified) {
        if (verified.password().isEmpty()) {
            return Optional.empty();
        }
        VerifiedPassword password = verified.password().get();
        Optional<String> name =
                nameToCheck(listener, attempt, verified.certificate().map(VerifiedCertificate::facts));
        if (name.filter(password.name()::equals).isEmpty()) {
            return refusal(
                    ReasonCode.BAD_CREDENTIALS,
                    "its password was that of `" + password.name()
                            + "`, whom the listener's `identity` no longer names");
        }
        return snapshot.identity(password.name())
                        .flatMap(Identity::password)
                        .filter(password::isOf)
                        .isPresent()
                ? Optional.empty()
                : refusal(
                        ReasonCode.BAD_CREDENTIALS,
                        "the password of `" + password.name() + "` has been changed or removed since it was checked");
    }

    static Refusal passwordChanged() {
        return new Refusal(ReasonCode.BAD_CREDENTIALS, "the password was changed while it was being checked");
    }

    private static Optional<Refusal> refusal(ReasonCode reason, String message) {
        return Optional.of(new Refusal(reason, message));
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import io.topicwarden.identity.x509.CertificateFactsReader;
import io.topicwarden.policy.Client;
import io.topicwarden.policy.Identity;
import io.topicwarden.policy.ListenerSettings;
import io.topicwarden.policy.ReasonCode;
import io.topicwarden.policy.TlsVersion;
import java.util.Optional;

/**
 * The questions that are asked of a connection beside its credentials, in the order of the design: listener, network, TLS
 * version, blocked; and, once the credentials are verified, identity, blocked again, client identifier.
 */
final class Gate {

    private Gate() {}

    /** The settings of the listener, if it has any. */
    static Optional<ListenerSettings> listener(Snapshot snapshot, ConnectAttempt attempt) {
        return Optional.ofNullable(snapshot.settings().listeners().get(attempt.listener()));
    }

    static Refusal listenerNotConfigured(ConnectAttempt attempt) {
        return new Refusal(
                ReasonCode.LISTENER_NOT_CONFIGURED, "listener `" + attempt.listener() + "` is not in topicwarden.yaml");
    }

    /** What is asked before anything costly. */
    static Optional<Refusal> beforeCredentials(Snapshot snapshot, ListenerSettings listener, ConnectAttempt attempt) {
        return network(listener, attempt)
                .or(() -> tlsVersion(listener, attempt))
                .or(() -> blocked(snapshot, listener, attempt));
    }

    private static Optional<Refusal> blocked(Snapshot snapshot, ListenerSettings listener, ConnectAttempt attempt) {
        return snapshot.hasBlocks() // without any, nobody has to be looked up before the credentials are verified
                ? snapshot.blockOf(claimed(snapshot, listener, attempt))
                : Optional.empty();
    }

    /** What is asked of a client whose credentials have been verified. */
    static Optional<Refusal> afterCredentials(Snapshot snapshot, ListenerSettings listener, Client client) {
        return identity(snapshot, listener, client)
                .or(() -> snapshot.blockOf(client))
                .or(() -> ClientIdBinding.check(snapshot, listener, client));
    }

    /**
     * The client as it claims to be, so that a block can name an identity or a certificate without anything having been
     * verified: who pretends to be blocked is refused as well.
     */
    static Optional<Client> claimed(Snapshot snapshot, ConnectAttempt attempt) {
        return listener(snapshot, attempt).map(listener -> claimed(snapshot, listener, attempt));
    }

    private static Client claimed(Snapshot snapshot, ListenerSettings listener, ConnectAttempt attempt) {
        Client client = attempt.claimed();
        if (!attempt.chain().isEmpty()) {
            client = client.with(CertificateFactsReader.read(attempt.chain().get(0)));
        }
        Client claimed = client;
        return listener.identity()
                .resolve(claimed)
                .map(name -> snapshot.identity(name).map(claimed::as).orElseGet(() -> claimed.named(name)))
                .orElse(claimed);
    }

    private static Optional<Refusal> network(ListenerSettings listener, ConnectAttempt attempt) {
        if (listener.networks().isEmpty()) {
            return Optional.empty();
        }
        boolean inside = attempt.address()
                .filter(address -> listener.networks().stream().anyMatch(range -> range.contains(address)))
                .isPresent();
        return inside
                ? Optional.empty()
                : Optional.of(new Refusal(
                        ReasonCode.NETWORK,
                        attempt.address()
                                        .map(address -> address.getHostAddress())
                                        .orElse("an unknown address") + " is not in the networks of listener `"
                                + listener.name() + "`"));
    }

    private static Optional<Refusal> tlsVersion(ListenerSettings listener, ConnectAttempt attempt) {
        if (attempt.tls().isEmpty()) {
            return Optional.empty(); // whether TLS is needed at all is a question of the credentials
        }
        boolean newEnough = attempt.tls()
                .flatMap(TlsVersion::named)
                .filter(version -> version.isAtLeast(listener.tls()))
                .isPresent();
        return newEnough
                ? Optional.empty()
                : Optional.of(new Refusal(
                        ReasonCode.TLS_VERSION,
                        attempt.tls().get() + " is older than the " + listener.tls() + " that listener `"
                                + listener.name() + "` asks for"));
    }

    private static Optional<Refusal> identity(Snapshot snapshot, ListenerSettings listener, Client client) {
        Optional<Identity> known = client.identity().flatMap(snapshot::identity);
        if (known.isPresent() && !known.get().enabled()) {
            return Optional.of(
                    new Refusal(ReasonCode.DISABLED, "identity `" + known.get().name() + "` is disabled"));
        }
        Optional<String> undefined = known.flatMap(identity -> identity.roles().stream()
                .filter(role -> !snapshot.policy().policy().roles().containsKey(role))
                .sorted()
                .findFirst());
        if (undefined.isPresent()) { // the role that is missing could be the one that denies
            return Optional.of(new Refusal(
                    ReasonCode.NOT_READY,
                    "identity `" + known.get().name() + "` holds role `" + undefined.get()
                            + "`, which the policy in force does not define"));
        }
        boolean needed = listener.requireKnownIdentity()
                || listener.authenticate().needsPassword()
                || client.identity().isEmpty();
        return known.isEmpty() && needed
                ? Optional.of(new Refusal(
                        ReasonCode.UNKNOWN_IDENTITY,
                        "identity `" + client.identity().orElse("") + "` is not known"))
                : Optional.empty();
    }
}

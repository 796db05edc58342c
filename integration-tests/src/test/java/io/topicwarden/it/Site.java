/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.it.broker.Argon2id;
import io.topicwarden.it.broker.Broker;
import io.topicwarden.it.broker.BrokerBuilder;
import io.topicwarden.it.broker.Entry;
import io.topicwarden.it.broker.Saving;
import io.topicwarden.it.client.Client;
import io.topicwarden.it.client.Library;
import io.topicwarden.it.client.Login;
import io.topicwarden.it.client.RawClient;
import io.topicwarden.it.client.RawConnect;
import io.topicwarden.it.client.Reply;
import io.topicwarden.it.client.Tls;
import io.topicwarden.testing.IssuedCertificate;
import io.topicwarden.testing.TestCertificateAuthority;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The certificates and the password that the tests share, and the shortest ways to a client. */
final class Site {

    /** Everyone's. */
    static final String PASSWORD = "correct horse battery staple";

    /** Its hash, for {@code identities.yaml}: in quotes, because it holds commas. */
    static final String HASH = '"' + Argon2id.hash(PASSWORD) + '"';

    private final TestCertificateAuthority ca = TestCertificateAuthority.root("CN=Plant CA");
    private final IssuedCertificate server =
            ca.server("CN=broker").dns("localhost").ip("127.0.0.1").issue();
    private final IssuedCertificate revoked =
            ca.client("CN=revoked,OU=assembly").issue();
    private final List<X509Certificate> acceptedByTls = new ArrayList<>(List.of(ca.certificate()));

    TestCertificateAuthority ca() {
        return ca;
    }

    /** On the revocation list. */
    IssuedCertificate revoked() {
        return revoked;
    }

    /** Lets a certificate, or what it issued, through the broker's own TLS layer, so that Topicwarden has to refuse it. */
    void acceptByTls(X509Certificate certificate) {
        acceptedByTls.add(certificate);
    }

    /** A broker with the CA and its revocation list in {@code conf/certs/}. */
    BrokerBuilder broker() {
        return Broker.builder()
                .tls(server, acceptedByTls)
                .conf("certs/about.txt", "the plant's CA and its list\n")
                .prepare(this::writeTrust);
    }

    /** The broker's TLS, without a certificate of the client's own. */
    Tls tls() {
        return Tls.trusting(ca.certificate());
    }

    /** A sensor's certificate, good for everything. */
    IssuedCertificate sensor(String name) {
        return ca.client("CN=" + name + ",OU=assembly").issue();
    }

    /** A client with the shared password. */
    static Login user(Broker broker, String listener, String name, String clientId) {
        return Login.at(broker.address(listener), clientId).as(name, PASSWORD);
    }

    /** Connects, or fails the test. */
    static Client connected(Library library, Login login) {
        Client client = library.open(login);
        Reply reply = client.connect();
        assertThat(reply.accepted())
                .as("%s connects as %s: %s", library, login, reply)
                .isTrue();
        return client;
    }

    /** Connects a raw client through the listener {@code plain}, or fails the test. */
    static RawClient connected(Broker broker, RawConnect connect) {
        RawClient client = RawClient.open(broker.address("plain"));
        assertThat(client.connect(connect).connackCode()).isZero();
        return client;
    }

    /** Tries to connect, is refused, and returns the record of it. */
    static Entry refused(Broker broker, Library library, Login login) {
        Reply reply = attempt(library, login);
        assertThat(reply.accepted())
                .as("%s must not connect as %s", library, login)
                .isFalse();
        Entry entry = broker.denials().awaitClient(login.clientId());
        reply.reason().ifPresent(reason -> assertThat(reason).isEqualTo(entry.id()));
        return entry;
    }

    /** Tries to connect and leaves again. */
    static Reply attempt(Library library, Login login) {
        try (Client client = library.open(login)) {
            return client.connect();
        }
    }

    /** Saves a file of {@code conf/}, if it changes, and waits until it is in force. */
    static void save(Broker broker, String name, String text) {
        Path file = broker.conf().resolve(name);
        if (Saving.holds(file, text)) {
            return;
        }
        broker.log().mark();
        Saving.RENAME_INTO_PLACE.save(file, text);
        broker.log().await("Policy in force", name.equals("policy.yaml") ? sha256(text) : "sha-256");
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void writeTrust(Path conf) {
        ca.writeCertificate(conf.resolve("certs/plant-ca.pem"));
        ca.revocationList().revoke(revoked).writePem(conf.resolve("certs/plant-ca.crl"));
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import io.topicwarden.policy.CertificateCondition;
import io.topicwarden.policy.TextPattern;
import io.topicwarden.policy.Variable;
import io.topicwarden.policy.When;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Something known of a client that is text, as a {@code when} or a variable asks for it.
 *
 * @param kind what
 * @param attribute the attribute's name for {@link Kind#ATTRIBUTE}, otherwise empty
 */
record Field(Kind kind, String attribute) {

    /** The kinds of field, each with its key in the {@code as} of a policy test. */
    enum Kind {
        IDENTITY("identity"),
        CLIENT_ID("client-id"),
        USERNAME("username"),
        LISTENER("listener"),
        CN("certificate.cn"),
        O("certificate.o"),
        OU("certificate.ou"),
        SERIAL("certificate.serial"),
        FINGERPRINT("certificate.fingerprint"),
        ISSUER_CN("certificate.issuer-cn"),
        SAN_DNS("certificate.san-dns"),
        SAN_URI("certificate.san-uri"),
        SAN_EMAIL("certificate.san-email"),
        ATTRIBUTE("attributes.");

        private final String key;

        Kind(String key) {
            this.key = key;
        }

        Field field() {
            return new Field(this, "");
        }
    }

    private static final TextPattern ANY = new TextPattern("*");

    static Field of(Variable variable) {
        return switch (variable.kind()) {
            case CLIENT_ID -> Kind.CLIENT_ID.field();
            case USERNAME -> Kind.USERNAME.field();
            case IDENTITY -> Kind.IDENTITY.field();
            case LISTENER -> Kind.LISTENER.field();
            case CERT_CN -> Kind.CN.field();
            case CERT_O -> Kind.O.field();
            case CERT_OU -> Kind.OU.field();
            case CERT_SERIAL -> Kind.SERIAL.field();
            case CERT_SAN_DNS -> Kind.SAN_DNS.field();
            case CERT_SAN_URI -> Kind.SAN_URI.field();
            case CERT_SAN_EMAIL -> Kind.SAN_EMAIL.field();
            case ATTRIBUTE -> new Field(Kind.ATTRIBUTE, variable.attribute());
        };
    }

    /** What a {@code when} asks of fields. */
    static Map<Field, List<TextPattern>> askedBy(When when) {
        Map<Field, List<TextPattern>> asked = new LinkedHashMap<>();
        put(asked, Kind.IDENTITY, when.identity());
        put(asked, Kind.CLIENT_ID, when.clientId());
        put(asked, Kind.USERNAME, when.username());
        put(asked, Kind.LISTENER, when.listener());
        when.attributes().forEach((name, patterns) -> asked.put(new Field(Kind.ATTRIBUTE, name), patterns));
        when.certificate().ifPresent(certificate -> put(asked, certificate));
        return asked;
    }

    private static void put(Map<Field, List<TextPattern>> asked, CertificateCondition certificate) {
        put(asked, Kind.CN, certificate.cn());
        put(asked, Kind.O, certificate.o());
        put(asked, Kind.OU, certificate.ou());
        /* Every certificate has a serial number, so that asking for any asks for a certificate. */
        put(asked, Kind.SERIAL, certificate.serial().isEmpty() ? List.of(ANY) : certificate.serial());
        put(asked, Kind.FINGERPRINT, certificate.fingerprint());
        put(asked, Kind.ISSUER_CN, certificate.issuerCn());
        put(asked, Kind.SAN_DNS, certificate.sanDns());
        put(asked, Kind.SAN_URI, certificate.sanUri());
        put(asked, Kind.SAN_EMAIL, certificate.sanEmail());
    }

    private static void put(Map<Field, List<TextPattern>> asked, Kind kind, List<TextPattern> patterns) {
        if (!patterns.isEmpty()) {
            asked.put(kind.field(), patterns);
        }
    }

    /** Whether every client that is connected has it. */
    boolean isAlwaysThere() {
        return kind == Kind.IDENTITY || kind == Kind.CLIENT_ID || kind == Kind.LISTENER;
    }

    /** Whether a client has one value at most. */
    boolean isSingle() {
        return switch (kind) {
            case IDENTITY, CLIENT_ID, USERNAME, LISTENER, SERIAL, FINGERPRINT -> true;
            default -> false;
        };
    }

    boolean isOfCertificate() {
        return kind.key.startsWith("certificate.");
    }

    @Override
    public String toString() {
        return kind.key + attribute;
    }
}

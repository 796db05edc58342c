/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import io.topicwarden.policy.AddressRange;
import io.topicwarden.policy.Attempt;
import io.topicwarden.policy.CertificateFacts;
import io.topicwarden.policy.DescribedClient;
import io.topicwarden.policy.ListenerSettings;
import io.topicwarden.policy.ListenerSettings.Authenticate;
import io.topicwarden.policy.MqttVersion;
import io.topicwarden.policy.PatternSyntaxException;
import io.topicwarden.policy.ReasonCode;
import io.topicwarden.policy.Settings;
import io.topicwarden.policy.TlsVersion;
import java.net.InetAddress;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** Who asked for what, as far as a denial record tells. */
final class Replay {

    /** What is not of permissions and is decided again all the same. */
    private static final Set<ReasonCode> DECIDED_AGAIN =
            EnumSet.of(ReasonCode.BLOCKED, ReasonCode.DISABLED, ReasonCode.INTERNAL_ERROR);

    private final DenialRecord record;
    private final Optional<ListenerSettings> listener;

    Replay(DenialRecord record, Optional<Settings> settings) {
        this.record = record;
        this.listener = settings.flatMap(known -> record.text("mqtt.listener")
                .flatMap(name -> Optional.ofNullable(known.listeners().get(name))));
    }

    /** What was asked for; empty if it was the connection itself, or refused for want of one. */
    Optional<Attempt> attempt() {
        return record.text("mqtt.topic").filter(topic -> !isOfConnection()).flatMap(topic -> kind().map(kind -> {
            String share = record.text("mqtt.shared_group")
                    .map(group -> "$share/" + group + "/")
                    .orElse("");
            return new Attempt(
                    kind,
                    share + topic,
                    (int) Math.max(0, Math.min(2, record.number("mqtt.qos"))),
                    record.text("mqtt.retain").filter("true"::equals).isPresent(),
                    Math.max(0, record.number("mqtt.payload_bytes")));
        }));
    }

    /** Whether the reason lies in the connection: who may no longer be connected is refused whatever it asks for. */
    private boolean isOfConnection() {
        String reason = record.text("event.reason").orElse("");
        return Arrays.stream(ReasonCode.values())
                .filter(code -> !code.isOfPermissions() && !DECIDED_AGAIN.contains(code))
                .anyMatch(code -> code.toString().equals(reason));
    }

    private Optional<Attempt.Kind> kind() {
        return record.text("event.action").flatMap(action -> switch (action) {
            case "publish" -> Optional.of(Attempt.Kind.PUBLISH);
            case "will" -> Optional.of(Attempt.Kind.WILL);
            case "subscribe" -> Optional.of(Attempt.Kind.SUBSCRIBE);
            case "revoke" -> Optional.of(isOfWill() ? Attempt.Kind.WILL : Attempt.Kind.SUBSCRIBE);
            case "deliver" -> Optional.of(Attempt.Kind.DELIVER);
            default -> Optional.empty();
        });
    }

    /** What was taken away is a subscription or a will; only that has a retain flag. */
    private boolean isOfWill() {
        return record.text("mqtt.retain").isPresent();
    }

    /** When. */
    Optional<Instant> at() {
        try {
            return record.text("@timestamp").map(Instant::parse);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Who. A user name or certificate that the listener does not check counts for nothing, as in the broker. */
    DescribedClient client() {
        Authenticate authenticate =
                listener.map(ListenerSettings::authenticate).orElse(Authenticate.CERTIFICATE_AND_PASSWORD);
        return new DescribedClient(
                record.text("mqtt.client_id").orElse(""),
                record.text("mqtt.username").filter(name -> authenticate.needsPassword()),
                record.text("user.name"),
                record.text("mqtt.listener").orElse(""),
                record.text("client.ip").flatMap(Replay::address),
                record.text("tls.version").flatMap(TlsVersion::named),
                record.text("mqtt.version").filter("3"::equals).isPresent() ? MqttVersion.MQTT_3 : MqttVersion.MQTT_5,
                authenticate.needsCertificate() ? certificate() : Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                at());
    }

    /** What the record leaves open, in sentences. */
    List<String> unknowns(Optional<String> storedIdentity) {
        List<String> unknowns = new ArrayList<>();
        record.text("user.name")
                .ifPresent(name -> unknowns.add(
                        storedIdentity.isPresent()
                                ? "which roles and attributes identity `" + name + "` had then: today's are taken"
                                : "whether identity `" + name
                                        + "` had roles or attributes of its own: none are taken"));
        if (certificate().isPresent()) {
            unknowns.add("the subject alternative names of the certificate: none are taken");
        }
        if (listener.isEmpty()) {
            unknowns.add("whether the listener checked user name and certificate: both are taken as checked");
        }
        if (record.number("topicwarden.count") > 1) {
            unknowns.add("the other " + (record.number("topicwarden.count") - 1)
                    + " refusals that this record stands for: the first is replayed");
        }
        return unknowns;
    }

    private Optional<CertificateFacts> certificate() {
        return record.text("tls.client.hash.sha256").map(fingerprint -> {
            String subject = record.text("tls.client.subject").orElse("");
            String issuer = record.text("tls.client.issuer").orElse("");
            return new CertificateFacts(
                    values(subject, "CN"),
                    values(subject, "O"),
                    values(subject, "OU"),
                    record.text("tls.client.x509.serial_number").orElse(""),
                    fingerprint,
                    values(issuer, "CN"),
                    List.of(),
                    List.of(),
                    List.of(),
                    subject,
                    issuer);
        });
    }

    /** The values of one type in a name as RFC 2253 writes it, in the order of the certificate. */
    private static List<String> values(String name, String type) {
        try {
            List<String> values = new ArrayList<>();
            for (Rdn rdn : new LdapName(name).getRdns()) {
                if (rdn.getType().equalsIgnoreCase(type)) {
                    values.add(String.valueOf(rdn.getValue()));
                }
            }
            return values;
        } catch (InvalidNameException | IllegalArgumentException e) { // the JDK's parser throws both for damaged names
            return List.of();
        }
    }

    private static Optional<InetAddress> address(String text) {
        try {
            return Optional.of(AddressRange.parseAddress(text));
        } catch (PatternSyntaxException e) {
            return Optional.empty();
        }
    }
}

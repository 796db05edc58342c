/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import inet.ipaddr.IPAddressString;
import io.topicwarden.policy.CertificateFacts;
import java.net.Inet6Address;
import java.net.InetAddress;

/** The members that say who a client is, the same in both logs. */
final class PeerMembers {

    private PeerMembers() {}

    static void write(JsonMembers out, Peer peer) {
        peer.address().ifPresent(address -> out.text("client.ip", textOf(address)));
        peer.identity().ifPresent(identity -> out.text("user.name", identity));
        peer.tlsVersion().ifPresent(version -> out.text("tls.version", version));
        peer.certificate().ifPresent(facts -> write(out, facts));
        out.text("mqtt.client_id", peer.clientId());
        peer.username().ifPresent(username -> out.text("mqtt.username", username));
        out.text("mqtt.listener", peer.listener());
        out.text("mqtt.version", peer.mqttVersion());
    }

    private static void write(JsonMembers out, CertificateFacts facts) {
        out.text("tls.client.subject", facts.subject());
        out.text("tls.client.issuer", facts.issuer());
        out.text("tls.client.x509.serial_number", facts.serial());
        out.text("tls.client.hash.sha256", facts.fingerprint());
    }

    /** IPv6 as RFC 5952 writes it, without the zone, which means something on this machine only. */
    private static String textOf(InetAddress address) {
        String text = address.getHostAddress();
        if (!(address instanceof Inet6Address)) {
            return text;
        }
        int zone = text.indexOf('%');
        return new IPAddressString(zone < 0 ? text : text.substring(0, zone))
                .getAddress()
                .toCanonicalString();
    }
}

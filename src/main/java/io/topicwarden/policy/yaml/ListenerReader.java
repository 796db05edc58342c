/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import io.topicwarden.policy.AddressRange;
import io.topicwarden.policy.ListenerSettings;
import io.topicwarden.policy.ListenerSettings.Authenticate;
import io.topicwarden.policy.Template;
import io.topicwarden.policy.TlsVersion;
import java.util.List;
import java.util.Optional;

/** Reads one of the {@code listeners}. */
final class ListenerReader {

    private final Reading reading;
    private final Values values;
    private final boolean trusting;

    /** @param trusting whether the settings name any trust anchors */
    ListenerReader(Reading reading, boolean trusting) {
        this.reading = reading;
        this.values = new Values(reading);
        this.trusting = trusting;
    }

    Optional<ListenerSettings> read(Node.Entry entry) {
        Optional<String> name = values.parsed(entry.key(), Name::parse);
        Optional<Fields> fields = Fields.of(reading, entry.value(), KeyTable.LISTENER, entry.key());
        Optional<Authenticate> authenticate = fields.flatMap(found -> found.find("authenticate"))
                .flatMap(key -> values.choice(key.value(), Words.AUTHENTICATE));
        if (name.isEmpty() || fields.isEmpty()) {
            return Optional.empty();
        }
        authenticate.ifPresent(how -> check(entry, fields.get(), how));
        Optional<ClientTemplates> templates =
                authenticate.flatMap(how -> new TemplatesReader(reading, how).read(fields.get()));
        List<AddressRange> networks = networks(fields.get());
        TlsVersion tls = fields.get()
                .find("tls")
                .flatMap(key -> values.choice(key.value(), Words.TLS))
                .orElse(TlsVersion.TLS_1_2);
        boolean known = fields.get()
                .find("require-known-identity")
                .flatMap(key -> values.bool(key.value()))
                .orElse(false);
        boolean plaintext = fields.get()
                .find("plaintext")
                .flatMap(key -> values.choice(key.value(), Words.PLAINTEXT))
                .orElse(false);
        return templates.map(named -> new ListenerSettings(
                name.get(),
                authenticate.orElseThrow(),
                named.identity(),
                named.clientId(),
                networks,
                tls,
                known,
                plaintext,
                reading.span(entry.key())));
    }

    /** How clients of a listener are named. */
    record ClientTemplates(Template identity, Template clientId) {}

    private void check(Node.Entry entry, Fields fields, Authenticate authenticate) {
        if (authenticate.needsCertificate() && !trusting) {
            reading.report(
                    Code.NO_TRUST_ANCHORS,
                    entry.key(),
                    "listener `" + entry.name() + "` asks for certificates, but no CA is trusted",
                    "name the CAs under `trust-anchors` in `certificates`");
        }
        Optional<Node.Entry> plaintext = fields.find("plaintext");
        if (plaintext.isPresent() && authenticate.needsCertificate()) {
            reading.report(
                    Code.SETTING_WITHOUT_EFFECT,
                    plaintext.get().key(),
                    "`plaintext` has no effect here",
                    "there are no client certificates without TLS: remove it, or write `authenticate: password`");
        }
    }

    private List<AddressRange> networks(Fields fields) {
        return fields.find("networks")
                .map(key -> values.list(key, item -> values.parsed(item, AddressRange::parse)))
                .orElse(List.of());
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import io.topicwarden.policy.CertificateSettings;
import io.topicwarden.policy.DeniedPublish;
import io.topicwarden.policy.ListenerSettings;
import io.topicwarden.policy.ObserveSettings;
import io.topicwarden.policy.Settings;
import io.topicwarden.policy.StoreSettings;
import io.topicwarden.policy.ThrottleSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads {@code topicwarden.yaml}. What is left out takes the safe value. */
public final class SettingsReader {

    private final Problems problems = new Problems();
    private final Document document;
    private final Reading reading;
    private final Values values;

    private SettingsReader(SourceFile file) {
        this.document = Document.of(file, problems);
        this.reading = document.reading();
        this.values = new Values(reading);
    }

    public static Loaded<Settings> read(SourceFile file) {
        return Loaded.guarded(file.file(), () -> new SettingsReader(file).readAll());
    }

    private Loaded<Settings> readAll() {
        Optional<Settings> settings = document.top(KeyTable.SETTINGS).map(this::settings);
        return Loaded.of(settings, problems.inOrder((source, line) -> DatabaseUrl.withoutSecrets(source.line(line))));
    }

    private Settings settings(Fields top) {
        CertificateSettings certificates = top.find("certificates")
                .map(new CertificatesReader(reading)::read)
                .orElse(CertificateSettings.NONE);
        Map<String, ListenerSettings> listeners =
                top.find("listeners").map(section -> listeners(section, top)).orElse(Map.of());
        ThrottleSettings throttle =
                top.find("throttle").map(new ThrottleReader(reading)::read).orElse(ThrottleSettings.USUAL);
        boolean filter = top.find("subscriptions")
                .flatMap(entry -> values.fields(entry, KeyTable.SUBSCRIPTIONS))
                .flatMap(fields -> fields.find("partly-permitted"))
                .flatMap(entry -> values.choice(entry.value(), Words.PARTLY_PERMITTED))
                .orElse(false);
        DeniedPublish deniedPublish = top.find("denied-publish")
                .flatMap(entry -> values.choice(entry.value(), Words.DENIED_PUBLISH))
                .orElse(DeniedPublish.DISCONNECT);
        StoreSettings store =
                top.find("store").map(new StoreReader(reading)::read).orElseGet(StoreSettings.Files::new);
        LogsReader.Logs logs =
                top.find("logs").map(new LogsReader(reading)::read).orElse(LogsReader.Logs.USUAL);
        Optional<ObserveSettings> observe = top.find("observe").map(new ObserveReader(reading, logs)::read);
        return new Settings(
                listeners,
                certificates,
                throttle,
                filter,
                deniedPublish,
                logs.denials(),
                logs.connections(),
                observe,
                logs.shadow(),
                store);
    }

    private Map<String, ListenerSettings> listeners(Node.Entry section, Fields top) {
        boolean trusting =
                top.find("certificates").map(SettingsReader::namesAnchors).orElse(false);
        ListenerReader reader = new ListenerReader(reading, trusting);
        Map<String, ListenerSettings> listeners = new LinkedHashMap<>();
        for (Node.Entry entry : values.named(section, "listeners", Limits.MAX_ENTRIES)) {
            reader.read(entry).ifPresent(listener -> listeners.put(listener.name(), listener));
        }
        return listeners;
    }

    /** Whether the key is there; what it says is the certificates' reader's to judge. */
    private static boolean namesAnchors(Node.Entry certificates) {
        return certificates.value() instanceof Node.Mapping mapping
                && mapping.entries().stream().anyMatch(entry -> entry.name().equals("trust-anchors"));
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.inspect;

import io.topicwarden.cli.xml.Element;
import io.topicwarden.cli.xml.XmlFaultException;
import io.topicwarden.cli.xml.XmlTree;
import io.topicwarden.identity.x509.CertificateFileException;
import io.topicwarden.identity.x509.CertificateFiles;
import io.topicwarden.policy.CertificateSettings;
import io.topicwarden.policy.FileReference;
import io.topicwarden.policy.Settings;
import io.topicwarden.policy.yaml.SettingsReader;
import io.topicwarden.policy.yaml.SourceFile;
import io.topicwarden.store.ReadResult;
import io.topicwarden.store.file.ConfFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Inspects a broker's home. */
public final class Inspection {

    private static final long MAX_CONFIG_BYTES = 4 << 20;

    private static final List<Check> CHECKS = List.of(
            new ExtensionCheck(),
            new ConfigCheck(),
            new ListenerCheck(),
            new TlsCheck(),
            new StoreCheck(),
            new SettingsCheck(),
            new ScriptCheck(),
            new FileCheck());

    private final Path home;
    private final Instant now;
    private final Findings findings = new Findings();

    private Inspection(Path home, Instant now) {
        this.home = home;
        this.now = now;
    }

    /**
     * Everything found, in the order in which it was looked at. Invalid files of Topicwarden's own are passed over: who
     * loads them reports their problems.
     *
     * @param home a folder
     * @param now when certificates are to be valid
     */
    public static List<Finding> of(Path home, Instant now) {
        return new Inspection(home, now).run();
    }

    private List<Finding> run() {
        Optional<Settings> settings = settings();
        BrokerHome known = new BrokerHome(
                home,
                config().map(BrokerConfig::of),
                settings,
                settings.map(Settings::certificates).flatMap(this::anchors),
                now);
        CHECKS.forEach(check -> check.run(known, findings));
        return findings.all();
    }

    private Optional<Element> config() {
        Path file = home.resolve(BrokerHome.CONFIG);
        if (!Files.isRegularFile(file)) {
            findings.add(
                    FindingCode.CONFIG_MISSING,
                    Severity.error,
                    Place.of(BrokerHome.CONFIG),
                    "there is no `" + BrokerHome.CONFIG + "`");
            return Optional.empty();
        }
        try {
            if (Files.size(file) > MAX_CONFIG_BYTES) {
                return unreadable("it is larger than 4 MiB", 0);
            }
            Element root = XmlTree.parse(Files.readAllBytes(file));
            return root.name().equals("hivemq")
                    ? Optional.of(root)
                    : unreadable("its root is `<" + root.name() + ">`, not `<hivemq>`", root.line());
        } catch (XmlFaultException e) {
            return unreadable(String.valueOf(e.getMessage()), e.line());
        } catch (IOException e) {
            return unreadable("it cannot be read", 0);
        }
    }

    private Optional<Element> unreadable(String message, int line) {
        findings.add(FindingCode.CONFIG_UNREADABLE, Severity.error, BrokerHome.inConfig(line), message);
        return Optional.empty();
    }

    private Optional<Settings> settings() {
        return read(home.resolve(BrokerHome.EXTENSION).resolve("conf/topicwarden.yaml"))
                .flatMap(content -> SettingsReader.read(new SourceFile("topicwarden.yaml", content))
                        .value());
    }

    private Optional<List<X509Certificate>> anchors(CertificateSettings settings) {
        List<X509Certificate> anchors = new ArrayList<>();
        for (FileReference reference : settings.trustAnchors()) {
            try {
                Optional<byte[]> content =
                        read(home.resolve(BrokerHome.EXTENSION).resolve("conf").resolve(reference.path()));
                if (content.isEmpty()) {
                    return Optional.empty();
                }
                anchors.addAll(CertificateFiles.certificates(content.get()));
            } catch (CertificateFileException | RuntimeException e) {
                return Optional.empty(); // a problem of the settings, which whoever loads them reports
            }
        }
        return Optional.of(anchors);
    }

    private static Optional<byte[]> read(Path file) {
        return ConfFolder.readFile(file) instanceof ReadResult.Found found
                ? Optional.of(found.bytes().content())
                : Optional.empty();
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.inspect;

import io.topicwarden.identity.x509.CertificateVerifier;
import io.topicwarden.policy.Settings;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of the broker before the checks begin.
 *
 * @param folder its home
 * @param config {@code conf/config.xml}, unless it is missing or damaged
 * @param settings {@code topicwarden.yaml}, unless it is missing or invalid
 * @param anchors the certificates that the settings name as trust anchors, unless they cannot be read
 * @param now when certificates are to be valid
 */
record BrokerHome(
        Path folder,
        Optional<BrokerConfig> config,
        Optional<Settings> settings,
        Optional<List<X509Certificate>> anchors,
        Instant now) {

    static final String CONFIG = "conf/config.xml";
    static final String EXTENSION = "extensions/topicwarden";

    Path extension() {
        return folder.resolve(EXTENSION);
    }

    /** The listeners of config.xml. */
    List<ConfiguredListener> listeners() {
        return config.map(BrokerConfig::listeners).orElse(List.of());
    }

    /** The CAs that the settings trust, unless they cannot be read. */
    Optional<List<X509Certificate>> trusted() {
        return anchors.map(
                named -> named.stream().filter(CertificateVerifier::mayBeAnchor).toList());
    }

    /** A file's name as it is shown. */
    String shown(Path file) {
        Path absolute = folder.resolve(file).normalize();
        return absolute.startsWith(folder)
                ? folder.relativize(absolute).toString().replace('\\', '/')
                : absolute.toString();
    }

    /** The place of an element of config.xml. */
    static Place inConfig(int line) {
        return new Place(CONFIG, line);
    }
}

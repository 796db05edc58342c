/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.conf;

import io.topicwarden.identity.x509.CertificateVerifier;
import io.topicwarden.policy.Identity;
import io.topicwarden.policy.Policy;
import io.topicwarden.policy.Settings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All that the files of {@code conf/} say, whole and valid.
 *
 * @param settings {@code topicwarden.yaml}
 * @param policy {@code policy.yaml} and {@code policy.d/*.yaml} together
 * @param identities {@code identities.yaml}, by name, in the order of the file
 * @param certificates made from the trust anchors and revocation lists that the settings name
 * @param policyHash SHA-256 over the policy's files, in lower-case hexadecimal
 */
public record Configuration(
        Settings settings,
        Policy policy,
        Map<String, Identity> identities,
        CertificateVerifier certificates,
        String policyHash) {

    public Configuration {
        identities = Collections.unmodifiableMap(new LinkedHashMap<>(identities));
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.conf;

import io.topicwarden.identity.x509.CertificateVerifier;
import io.topicwarden.policy.Identity;
import io.topicwarden.policy.Policy;
import io.topicwarden.policy.Settings;
import io.topicwarden.policy.yaml.Loaded;
import io.topicwarden.policy.yaml.SourceFile;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that the files of {@code conf/} say, whole and valid.
 *
 * @param settings {@code topicwarden.yaml}
 * @param policy {@code policy.yaml} and {@code policy.d/*.yaml} together
 * @param policyFiles the texts it was read from, in order
 * @param identities {@code identities.yaml}, by name, in the order of the file
 * @param tested how many answers the policy has given as {@code policy-tests.yaml} expects them
 * @param shadow the candidate to be decided beside the policy, if there is one, or what is wrong with it
 * @param certificates made from the trust anchors and revocation lists that the settings name
 */
public record Configuration(
        Settings settings,
        Policy policy,
        List<SourceFile> policyFiles,
        Map<String, Identity> identities,
        int tested,
        Optional<Loaded<PolicySource>> shadow,
        CertificateVerifier certificates) {

    public Configuration {
        policyFiles = List.copyOf(policyFiles);
        identities = Collections.unmodifiableMap(new LinkedHashMap<>(identities));
    }

    /** SHA-256 over the policy's files, in lower-case hexadecimal: the {@code topicwarden.policy} of records. */
    public String policyHash() {
        return Sha256.ofPolicy(policyFiles);
    }
}

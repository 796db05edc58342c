/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.x509;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.spec.PSSParameterSpec;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The signature algorithms that are strong enough: a list of what is, so that what is new or forgotten is not. */
final class SignatureAlgorithm {

    private static final String RSASSA_PSS = "1.2.840.113549.1.1.10";

    private static final Set<String> STRONG = Set.of(
            "1.2.840.113549.1.1.11", // sha256WithRSAEncryption
            "1.2.840.113549.1.1.12", // sha384WithRSAEncryption
            "1.2.840.113549.1.1.13", // sha512WithRSAEncryption
            "1.2.840.10045.4.3.2", // ecdsa-with-SHA256
            "1.2.840.10045.4.3.3", // ecdsa-with-SHA384
            "1.2.840.10045.4.3.4", // ecdsa-with-SHA512
            "2.16.840.1.101.3.4.3.10", // id-ecdsa-with-sha3-256
            "2.16.840.1.101.3.4.3.11", // id-ecdsa-with-sha3-384
            "2.16.840.1.101.3.4.3.12", // id-ecdsa-with-sha3-512
            "2.16.840.1.101.3.4.3.14", // id-rsassa-pkcs1-v1-5-with-sha3-256
            "2.16.840.1.101.3.4.3.15", // id-rsassa-pkcs1-v1-5-with-sha3-384
            "2.16.840.1.101.3.4.3.16", // id-rsassa-pkcs1-v1-5-with-sha3-512
            "1.3.101.112", // Ed25519
            "1.3.101.113"); // Ed448

    private static final Set<String> STRONG_HASHES =
            Set.of("SHA-256", "SHA-384", "SHA-512", "SHA-512/256", "SHA3-256", "SHA3-384", "SHA3-512");

    private SignatureAlgorithm() {}

    /**
     * @param oid as in the certificate or list
     * @param parameters their DER encoding, if there are any
     */
    static boolean isStrong(String oid, byte @Nullable [] parameters) {
        return oid.equals(RSASSA_PSS) ? isStrongPss(parameters) : STRONG.contains(oid);
    }

    /** Without parameters the hash is SHA-1 (RFC 4055 §3.1). */
    private static boolean isStrongPss(byte @Nullable [] parameters) {
        if (parameters == null) {
            return false;
        }
        try {
            AlgorithmParameters decoded = AlgorithmParameters.getInstance("RSASSA-PSS");
            decoded.init(parameters);
            return STRONG_HASHES.contains(
                    decoded.getParameterSpec(PSSParameterSpec.class).getDigestAlgorithm());
        } catch (GeneralSecurityException | IOException e) {
            return false;
        }
    }
}

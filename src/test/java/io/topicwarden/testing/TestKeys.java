/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.testing;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.Optional;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Key pairs from the JDK's own providers, and signatures with them. */
public final class TestKeys {

    private TestKeys() {}

    /** A fresh EC key on P-256. */
    public static KeyPair ec() {
        return ec("secp256r1");
    }

    public static KeyPair ec(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(curve, e);
        }
    }

    public static KeyPair rsa(int bits) {
        return of("RSA", bits);
    }

    /** A key of any algorithm whose generator takes a size, as {@code DSA}. */
    public static KeyPair of(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(algorithm, e);
        }
    }

    /** A key of an algorithm that fixes its size, as {@code Ed25519}. */
    public static KeyPair of(String algorithm) {
        try {
            return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(algorithm, e);
        }
    }

    static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key, Optional<String> algorithm) {
        try {
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer(key, algorithm)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static X509CRL sign(X509v2CRLBuilder builder, PrivateKey key, Optional<String> algorithm) {
        try {
            return new JcaX509CRLConverter().getCRL(builder.build(signer(key, algorithm)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static ContentSigner signer(PrivateKey key, Optional<String> algorithm) {
        try {
            String name = algorithm.orElseGet(() -> defaultAlgorithm(key));
            JcaContentSignerBuilder builder = new JcaContentSignerBuilder(name);
            // Only Bouncy Castle knows RSASSA-PSS by names such as SHA256withRSAandMGF1.
            return (name.endsWith("MGF1") ? builder.setProvider(new BouncyCastleProvider()) : builder).build(key);
        } catch (OperatorCreationException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String defaultAlgorithm(PrivateKey key) {
        return switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            case "DSA" -> "SHA256withDSA";
            case "EdDSA" -> "Ed25519";
            default -> throw new IllegalArgumentException(key.getAlgorithm());
        };
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** RFC 8032, section 7.1, test 2: that the JDK makes of a seed the keys that every other implementation makes of it. */
class Ed25519Test {

    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] SEED = HEX.parseHex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
    private static final String PUBLIC = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
    private static final byte[] MESSAGE = {0x72};
    private static final String SIGNATURE = "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
            + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";

    private final KeyPair keys = Ed25519.keyPair(SEED);
    private final byte[] encoded = keys.getPublic().getEncoded();

    @Test
    void keyPair_ofSeed_isThatOfTheStandard() {
        byte[] key = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
        assertThat(HEX.formatHex(key)).isEqualTo(PUBLIC);
    }

    @Test
    void sign_ofMessage_isThatOfTheStandard() {
        assertThat(HEX.formatHex(Ed25519.sign(keys, MESSAGE))).isEqualTo(SIGNATURE);
    }

    @Test
    void verifies_otherMessage_isNo() {
        byte[] signature = Ed25519.sign(keys, MESSAGE);
        assertThat(Ed25519.verifies(encoded, MESSAGE, signature)).isTrue();
        assertThat(Ed25519.verifies(encoded, new byte[] {0x73}, signature)).isFalse();
    }

    @Test
    void verifies_whatIsNoKey_isNo() {
        assertThat(Ed25519.verifies(new byte[] {1, 2, 3}, MESSAGE, Ed25519.sign(keys, MESSAGE)))
                .isFalse();
    }
}

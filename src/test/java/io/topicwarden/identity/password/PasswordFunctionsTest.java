/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.password;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.topicwarden.policy.PasswordHash;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasswordFunctionsTest {

    private static final String SOME =
            "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";

    private final HashCheck check = new BouncyCastleHashCheck();

    @Test
    void argon2id_testVectorOfRfc9106_isReproduced() {
        byte[] tag = new byte[32];
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(32)
                .withIterations(3)
                .withParallelism(4)
                .withSalt(bytes(16, 2))
                .withSecret(bytes(8, 3))
                .withAdditional(bytes(12, 4))
                .build());
        generator.generateBytes(bytes(32, 1), tag);
        assertThat(tag)
                .isEqualTo(HexFormat.of().parseHex("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"));
    }

    /** From the tests of the reference implementation (password {@code password}, salt {@code somesalt}). */
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc",
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
            })
    void argon2id_knownVector_admitsOnlyItsPassword(String encoded) throws Exception {
        PasswordHash hash = PasswordHash.parse(encoded);
        assertThat(check.matches(hash, "password".getBytes(UTF_8))).isTrue();
        assertThat(check.matches(hash, "passwore".getBytes(UTF_8))).isFalse();
    }

    @Test
    void argon2id_oneBitOfTheHashChanged_refuses() throws Exception {
        PasswordHash hash = PasswordHash.parse(SOME.replace("$nf65", "$nf64"));
        assertThat(check.matches(hash, "password".getBytes(UTF_8))).isFalse();
    }

    @Test
    void argon2id_zeroByteAtTheEnd_isAnotherPassword() throws Exception {
        assertThat(check.matches(PasswordHash.parse(SOME), "password\0".getBytes(UTF_8)))
                .isFalse();
    }

    @Test
    void argon2id_bytesThatAreNoText_areNotMixedUp() throws Exception {
        byte[] password = {(byte) 0xC3, 0x28, 0, (byte) 0xFF};
        byte[] replaced = new String(password, UTF_8).getBytes(UTF_8);
        PasswordHash hash = argon2id(password);
        assertThat(check.matches(hash, password)).isTrue();
        assertThat(check.matches(hash, replaced)).isFalse();
    }

    @Test
    void argon2id_emptyPassword_isOneToo() throws Exception {
        assertThat(check.matches(argon2id(new byte[0]), new byte[0])).isTrue();
        assertThat(check.matches(PasswordHash.parse(SOME), new byte[0])).isFalse();
    }

    /** As crypt(3) of libxcrypt answers, in ISO 8859-1. */
    @ParameterizedTest
    @CsvSource({
        "U*U, $2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
        "U*U, $2b$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
        "U*U, $2y$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
        "\u00A3, $2y$05$/OK.fbVrR/bpIqNJ5ianF.Sa7shbm4.OzKpvFnX1pQLmQW96oUlCq",
        "\u00FF\u00FF\u00A3, $2b$05$/OK.fbVrR/bpIqNJ5ianF.CE5elHaaO4EbggVDjb8P19RukzXSM3e",
    })
    void bcrypt_knownVector_admitsOnlyItsPassword(String password, String encoded) throws Exception {
        PasswordHash hash = PasswordHash.parse(encoded);
        assertThat(check.matches(hash, password.getBytes(ISO_8859_1))).isTrue();
        assertThat(check.matches(hash, (password + "x").getBytes(ISO_8859_1))).isFalse();
    }

    @Test
    void bcrypt_passwordOf72Bytes_isTaken() throws Exception {
        assertThat(check.matches(bcryptOf72(), "x".repeat(72).getBytes(UTF_8))).isTrue();
    }

    @Test
    void bcrypt_passwordOver72Bytes_isRefusedNotCut() throws Exception {
        assertThat(check.matches(bcryptOf72(), "x".repeat(73).getBytes(UTF_8))).isFalse();
    }

    @Test
    void bcrypt_passwordWithZeroByte_isRefusedNotCut() throws Exception {
        PasswordHash hash = PasswordHash.parse("$2b$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW");
        assertThat(check.matches(hash, "U*U\0".getBytes(UTF_8))).isFalse();
        assertThat(check.matches(hash, "U*U\0U*U".getBytes(UTF_8))).isFalse();
    }

    @Test
    void bcrypt_hashOfTheEmptyPassword_isNotOpenedByOneThatIsTooLong() throws Exception {
        PasswordHash hash = PasswordHash.parse("$2b$04$CCCCCCCCCCCCCCCCCCCCC.Cg0ly9t/KVBCBYYDfOmZKwry9JuXClC");
        assertThat(check.matches(hash, new byte[0])).isTrue();
        assertThat(check.matches(hash, "x".repeat(73).getBytes(UTF_8))).isFalse();
    }

    @Test
    void argon2id_textThatIsNone_throws() {
        assertThatThrownBy(() -> Argon2id.matches("$argon2i$v=19$m=8,t=1,p=1$c2FsdA$aGFzaA", new byte[1]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static PasswordHash bcryptOf72() throws Exception {
        return PasswordHash.parse("$2b$05$/OK.fbVrR/bpIqNJ5ianF.SxYtxMT6nLvr.VBQZzuIj6jr9GV37Si");
    }

    private static PasswordHash argon2id(byte[] password) throws Exception {
        byte[] tag = new byte[32];
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(64)
                .withIterations(1)
                .withParallelism(1)
                .withSalt("somesalt".getBytes(UTF_8))
                .build());
        generator.generateBytes(password, tag);
        return PasswordHash.parse("$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHQ$"
                + Base64.getEncoder().withoutPadding().encodeToString(tag));
    }

    private static byte[] bytes(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}

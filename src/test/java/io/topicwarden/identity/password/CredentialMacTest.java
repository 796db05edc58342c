/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.password;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.policy.PasswordHash;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CredentialMacTest {

    private static final String BCRYPT = "$2b$04$CCCCCCCCCCCCCCCCCCCCC.FXJHjF.8tyWAsIeGLxC7hC/nyX4QxgC";

    private final CredentialMac mac = new CredentialMac();

    @Test
    void of_equalCredentials_giveEqualKeys() throws Exception {
        assertThat(key("alice", BCRYPT, "p"))
                .isEqualTo(key("alice", BCRYPT, "p"))
                .hasSameHashCodeAs(key("alice", BCRYPT, "p"));
    }

    @Test
    void of_anotherNameHashOrPassword_givesAnotherKey() throws Exception {
        CredentialKey key = key("alice", BCRYPT, "p");
        assertThat(key("alicf", BCRYPT, "p")).isNotEqualTo(key);
        assertThat(key("alice", BCRYPT.replace("2b", "2y"), "p")).isNotEqualTo(key);
        assertThat(key("alice", BCRYPT, "q")).isNotEqualTo(key);
        assertThat(mac.of("alice", Optional.empty(), "p".getBytes(UTF_8))).isNotEqualTo(key);
    }

    @Test
    void of_boundaryMovedBetweenFields_givesAnotherKey() {
        CredentialKey one = mac.of("ab", Optional.empty(), new byte[] {0, 'c'});
        CredentialKey other = mac.of("a", Optional.empty(), new byte[] {0, 'b', 0, 'c'});
        assertThat(one).isNotEqualTo(other);
    }

    @Test
    void of_namesThatUtf8WouldMerge_giveDifferentKeys() {
        assertThat(mac.of("a\uD800", Optional.empty(), new byte[1]))
                .isNotEqualTo(mac.of("a?", Optional.empty(), new byte[1]))
                .isNotEqualTo(mac.of("a\uDC00", Optional.empty(), new byte[1]));
    }

    @Test
    void of_anotherProcess_givesAnotherKey() throws Exception {
        assertThat(new CredentialMac().of("alice", Optional.empty(), new byte[1]))
                .isNotEqualTo(mac.of("alice", Optional.empty(), new byte[1]));
    }

    private CredentialKey key(String name, String hash, String password) throws Exception {
        return mac.of(name, Optional.of(PasswordHash.parse(hash)), password.getBytes(UTF_8));
    }
}

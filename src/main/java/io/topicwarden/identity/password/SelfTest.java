/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.password;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.topicwarden.policy.PasswordHash;
import io.topicwarden.policy.PatternSyntaxException;
import java.util.Optional;

/** Tells whether a hash check works here, and in passing loads all its classes. */
final class SelfTest {

    /** {@code password} with the salt {@code somesalt}, from the tests of the argon2 reference implementation. */
    private static final String ARGON2ID =
            "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";

    /** {@code password}, cost 4. */
    private static final String BCRYPT = "$2b$04$CCCCCCCCCCCCCCCCCCCCC.FXJHjF.8tyWAsIeGLxC7hC/nyX4QxgC";

    private SelfTest() {}

    /** What is wrong with {@code check}, if anything is. Throws nothing. */
    static Optional<String> failureOf(HashCheck check) {
        try {
            return isRight(check, ARGON2ID) && isRight(check, BCRYPT)
                    ? Optional.empty()
                    : Optional.of("the self-test of the password functions gave a wrong answer");
        } catch (Throwable e) {
            return Optional.of("the self-test of the password functions failed: "
                    + e.getClass().getSimpleName());
        }
    }

    private static boolean isRight(HashCheck check, String encoded) throws PatternSyntaxException {
        PasswordHash hash = PasswordHash.parse(encoded);
        return check.matches(hash, "password".getBytes(US_ASCII))
                && !check.matches(hash, "Password".getBytes(US_ASCII));
    }
}

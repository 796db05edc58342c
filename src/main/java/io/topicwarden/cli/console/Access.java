/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.console;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Who may look: one browser. It comes with a token that is good once, and goes on with a cookie that no script can read and
 * that no other site can make it send. Both are 256 random bits.
 */
final class Access {

    private static final int BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final String session = secret();
    private final String name;
    private Optional<String> token = Optional.of(secret());

    /** @param port sets the cookie apart from that of a console on another port, since cookies do not */
    Access(int port) {
        this.name = "topicwarden-" + port;
    }

    private String secret() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The token; empty once it has been used. */
    synchronized Optional<String> token() {
        return token;
    }

    /** Takes the token, which then is used; false if it is not the one. */
    synchronized boolean redeem(String offered) {
        boolean right = token.isPresent() && isEqual(token.get(), offered);
        if (right) {
            token = Optional.empty();
        }
        return right;
    }

    /** The value of {@code Set-Cookie} for who has redeemed the token. */
    String cookie() {
        return name + "=" + session + "; Path=/; HttpOnly; SameSite=Strict";
    }

    /** Whether one of these {@code Cookie} headers is ours. */
    boolean isHeld(List<String> cookies) {
        return cookies.stream()
                .flatMap(header -> List.of(header.split("; ?", -1)).stream())
                .anyMatch(cookie ->
                        cookie.startsWith(name + "=") && isEqual(session, cookie.substring(name.length() + 1)));
    }

    private static boolean isEqual(String expected, String offered) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), offered.getBytes(StandardCharsets.UTF_8));
    }
}

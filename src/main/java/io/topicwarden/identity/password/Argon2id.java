/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.password;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** argon2id of RFC 9106, version 1.3, from a PHC string. */
final class Argon2id {

    private static final Pattern PHC =
            Pattern.compile("\\$argon2id\\$v=19\\$m=([0-9]+),t=([0-9]+),p=([0-9]+)\\$([^$]+)\\$([^$]+)");

    private Argon2id() {}

    static boolean matches(String encoded, byte[] password) {
        Matcher phc = PHC.matcher(encoded);
        if (!phc.matches()) {
            throw new IllegalArgumentException("not an argon2id hash");
        }
        byte[] expected = base64(phc.group(5));
        byte[] actual = new byte[expected.length];
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(parameters(phc));
        generator.generateBytes(password, actual);
        boolean equal = MessageDigest.isEqual(expected, actual);
        Arrays.fill(actual, (byte) 0);
        return equal;
    }

    private static Argon2Parameters parameters(Matcher phc) {
        return new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(Integer.parseInt(phc.group(1)))
                .withIterations(Integer.parseInt(phc.group(2)))
                .withParallelism(Integer.parseInt(phc.group(3)))
                .withSalt(base64(phc.group(4)))
                .build();
    }

    private static byte[] base64(String text) {
        return Base64.getDecoder().decode(text);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A password hash as it stands in an identity: argon2id as a PHC string (RFC 9106), or bcrypt for imports. Its
 * {@link #toString} does not show it.
 */
public final class PasswordHash {

    /** What made the hash. */
    public enum Algorithm {
        ARGON2ID,
        BCRYPT
    }

    private static final String CODE = "bad-password-hash";

    private static final Pattern ARGON2ID =
            Pattern.compile("\\$argon2id\\$v=19\\$m=([1-9][0-9]{0,6}),t=([1-9][0-9]{0,2}),"
                    + "p=([1-9][0-9]?)\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,172})");
    private static final Pattern BCRYPT = Pattern.compile("\\$2[aby]\\$([0-9]{2})\\$[./A-Za-z0-9]{53}");

    private static final int MAX_MEMORY_KIB = 262_144;
    private static final int MAX_ITERATIONS = 20;
    private static final int MAX_PARALLELISM = 16;
    private static final int MIN_COST = 4;
    private static final int MAX_COST = 15;

    private final Algorithm algorithm;
    private final String encoded;

    private PasswordHash(Algorithm algorithm, String encoded) {
        this.algorithm = algorithm;
        this.encoded = encoded;
    }

    /**
     * Reads an encoded hash; argon2id with at most 256 MiB of memory, 20 iterations and 16 lanes, bcrypt with a cost of 4
     * to 15.
     *
     * @throws PatternSyntaxException if it is no such hash; the message never holds the text, which may be a password
     */
    public static PasswordHash parse(String text) throws PatternSyntaxException {
        Matcher argon2 = ARGON2ID.matcher(text);
        if (argon2.matches()) {
            if (argon2.group(4).length() % 4 == 1 || argon2.group(5).length() % 4 == 1) {
                throw bad(
                        "the salt or the hash of this argon2id hash is cut off",
                        text,
                        "no base64 text has this length; copy the whole line that made the hash");
            }
            int memory = Integer.parseInt(argon2.group(1));
            int parallelism = Integer.parseInt(argon2.group(3));
            if (memory > MAX_MEMORY_KIB
                    || memory < 8 * parallelism
                    || Integer.parseInt(argon2.group(2)) > MAX_ITERATIONS
                    || parallelism > MAX_PARALLELISM) {
                throw bad(
                        "the parameters of this argon2id hash are out of bounds",
                        text,
                        "m is at least 8·p and at most 262144, t at most 20, p at most 16");
            }
            return new PasswordHash(Algorithm.ARGON2ID, text);
        }
        Matcher bcrypt = BCRYPT.matcher(text);
        if (bcrypt.matches()) {
            int cost = Integer.parseInt(bcrypt.group(1));
            if (cost < MIN_COST || cost > MAX_COST) {
                throw bad("the cost of this bcrypt hash is out of bounds", text, "the cost is 04 to 15");
            }
            return new PasswordHash(Algorithm.BCRYPT, text);
        }
        throw bad(
                "this is not a password hash",
                text,
                "a hash begins with `$argon2id$v=19$` or `$2b$`; passwords never stand here in clear text");
    }

    public Algorithm algorithm() {
        return algorithm;
    }

    /** The whole encoded hash, with its salt and parameters. */
    public String encoded() {
        return encoded;
    }

    private static PatternSyntaxException bad(String message, String text, String help) {
        return new PatternSyntaxException(CODE, message, 0, text.length(), help);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PasswordHash hash && encoded.equals(hash.encoded);
    }

    @Override
    public int hashCode() {
        return encoded.hashCode();
    }

    @Override
    public String toString() {
        return algorithm + " hash";
    }
}

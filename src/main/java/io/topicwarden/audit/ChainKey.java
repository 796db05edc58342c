/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a chain is verified with: the secret that it began with, which tells exactly which line was changed, or a public key,
 * which tells between which checkpoints. The secret can also forge; it is kept away from the broker.
 */
public final class ChainKey {

    private static final Pattern SECRET = member("topicwarden-chain-secret");
    private static final Pattern PUBLIC = member("topicwarden-chain-public-key");

    private final byte[] publicKey;
    private final Optional<byte[]> secret;

    private ChainKey(byte[] publicKey, Optional<byte[]> secret) {
        this.publicKey = publicKey;
        this.secret = secret;
    }

    /** A new secret. */
    public static ChainKey generate() {
        byte[] secret = new byte[ChainMath.SIZE];
        new SecureRandom().nextBytes(secret);
        return of(secret);
    }

    static ChainKey of(byte[] secret) {
        return new ChainKey(ChainHead.publicKey(new ChainMath(), secret), Optional.of(secret));
    }

    /** Reads what {@link #secretText} or {@link #publicText} gave. */
    public static Optional<ChainKey> parse(String text) {
        Optional<byte[]> secret = find(SECRET, text).filter(bytes -> bytes.length == ChainMath.SIZE);
        if (secret.isPresent()) {
            return secret.map(ChainKey::of);
        }
        return find(PUBLIC, text).map(key -> new ChainKey(key, Optional.empty()));
    }

    /** A file's text with the secret in it. */
    public String secretText() {
        return secret.map(bytes -> "# Verifies the log, and could forge it: keep it away from the broker.\n"
                        + "topicwarden-chain-secret: " + ChainMath.text(bytes) + "\n")
                .orElse("");
    }

    /** A file's text that anybody may read. */
    public String publicText() {
        return "topicwarden-chain-public-key: " + ChainMath.text(publicKey) + "\n";
    }

    /** The name of the chain that begins with it. */
    public String segment() {
        return ChainHead.segmentOf(publicKey);
    }

    /**
     * Has the chain over a log begin with this secret when the log is written next.
     *
     * @return the file that was made for it, which the writer of the log alone may read
     * @throws FileAlreadyExistsException if the log has a chain
     */
    public Path install(Path log) throws IOException {
        ChainStateFile file = ChainStateFile.beside(log);
        byte[] begin = secret.orElseThrow(() -> new IOException("a public key begins no chain"));
        file.create(new ChainStateFile.State(ChainHead.of(begin), true));
        return file.path();
    }

    byte[] publicKey() {
        return publicKey.clone();
    }

    Optional<byte[]> secret() {
        return secret;
    }

    private static Pattern member(String name) {
        return Pattern.compile("(?m)^" + name + ": *([A-Za-z0-9_-]{20,200}) *$");
    }

    private static Optional<byte[]> find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find()
                ? Optional.of(ChainMath.bytes(matcher.group(1))).filter(bytes -> bytes.length > 0)
                : Optional.empty();
    }
}

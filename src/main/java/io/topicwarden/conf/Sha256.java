/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.conf;

import io.topicwarden.policy.yaml.SourceFile;
import io.topicwarden.store.ReadResult;
import io.topicwarden.store.file.ConfFiles;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** SHA-256, in lower-case hexadecimal. */
public final class Sha256 {

    private Sha256() {}

    /** Over a text in UTF-8. */
    public static String of(String text) {
        return HexFormat.of().formatHex(digest().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Over the policy's files in order: what {@code cat policy.yaml policy.d/*.yaml | sha256sum} prints. */
    static String ofPolicy(List<SourceFile> files) {
        MessageDigest digest = digest();
        files.forEach(file -> digest.update(file.content()));
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Over the names and contents of all files, or over what is wrong with them. */
    static String of(ConfFiles files) {
        MessageDigest digest = digest();
        List<ReadResult> all = new ArrayList<>(files.all());
        all.addAll(files.shadow().own());
        for (ReadResult result : all) {
            if (result instanceof ReadResult.Found found) {
                part(digest, found.bytes().file().getBytes(StandardCharsets.UTF_8));
                part(digest, found.bytes().content());
            } else {
                part(digest, result.toString().getBytes(StandardCharsets.UTF_8));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void part(MessageDigest digest, byte[] bytes) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

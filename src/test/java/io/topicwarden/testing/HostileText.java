/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.testing;

import java.nio.charset.StandardCharsets;

/** Texts out of the bytes of a fuzzer. */
public final class HostileText {

    private HostileText() {}

    /** The bytes as UTF-8; U+E000 and U+E001 stand for halves of a surrogate pair, which UTF-8 cannot hold. */
    public static String of(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8)
                .replace('\uE000', '\uD800')
                .replace('\uE001', '\uDC00');
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.store;

import java.util.Arrays;

/** One file as it was read. Two are equal if name and content are. Its {@link #toString} does not show the content. */
public final class SourceBytes {

    private final String file;
    private final byte[] content;

    /** Takes over {@code content}, which must not change any more. */
    public SourceBytes(String file, byte[] content) {
        this.file = file;
        this.content = content;
    }

    /** Its name in problems, as in {@link io.topicwarden.policy.SourceSpan#file()}. */
    public String file() {
        return file;
    }

    /** The content itself, not a copy; not to be changed. */
    public byte[] content() {
        return content;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SourceBytes bytes && file.equals(bytes.file) && Arrays.equals(content, bytes.content);
    }

    @Override
    public int hashCode() {
        return 31 * file.hashCode() + Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return file + " (" + content.length + " bytes)";
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Standard output that remembers whether something could not be written, since a {@link java.io.PrintWriter} does not say. */
final class ResultStream extends FilterOutputStream {

    private boolean lost;

    ResultStream(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            lost |= !isReaderGone(e);
            throw e;
        }
    }

    /** Whoever pipes into {@code head} has what they wanted. */
    private static boolean isReaderGone(IOException e) {
        return String.valueOf(e.getMessage()).contains("Broken pipe");
    }

    /** Whether results are missing that somebody waits for. */
    boolean isLost() {
        return lost;
    }
}

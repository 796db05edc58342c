/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class ResultStreamTest {

    @Test
    void isLost_diskFull_isTrue() {
        assertThat(written(failing("No space left on device")).isLost()).isTrue();
    }

    @Test
    void isLost_readerGone_isFalse() {
        assertThat(written(failing("Broken pipe")).isLost()).isFalse();
    }

    @Test
    void isLost_allWritten_isFalse() {
        assertThat(written(new ByteArrayOutputStream()).isLost()).isFalse();
    }

    private static ResultStream written(OutputStream out) {
        ResultStream stream = new ResultStream(out);
        PrintWriter writer = new PrintWriter(stream, true, StandardCharsets.UTF_8);
        writer.println("no findings");
        return stream;
    }

    private static OutputStream failing(String message) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(message);
            }
        };
    }
}

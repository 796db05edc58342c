/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.hivemq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What breaks is told, and not each time. */
final class FailureReportTest {

    private final AtomicLong nanos = new AtomicLong();
    private final FailureReport report = new FailureReport("A PUBLISH was refused", nanos::get);

    @Test
    void tell_manyFailures_oneLineAMinute() {
        String printed = printed(() -> {
            for (int i = 0; i < 1000; i++) {
                report.tell(new IllegalStateException("broken"));
            }
            nanos.addAndGet(FailureReport.PAUSE_NANOS);
            report.tell(new IllegalStateException("broken"));
        });

        assertThat(printed.lines().filter(line -> line.contains("A PUBLISH was refused")))
                .hasSize(2)
                .last()
                .asString()
                .contains("and 999 times before this");
    }

    @Test
    void tell_causeThatCannotBePrinted_throwsNothing() {
        RuntimeException unprintable = new RuntimeException() {
            private static final long serialVersionUID = 1L;

            @Override
            public String getMessage() {
                throw new OutOfMemoryError("thrown by a test");
            }
        };

        assertThatCode(() -> report.tell(unprintable)).doesNotThrowAnyException();
    }

    private static String printed(Runnable action) {
        PrintStream before = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            action.run();
        } finally {
            System.setErr(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}

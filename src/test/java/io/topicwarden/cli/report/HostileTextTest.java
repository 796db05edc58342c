/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.audit.LogRecord;
import io.topicwarden.audit.findings.Findings;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Client ids and topics that would be markup, script or another direction of writing. */
final class HostileTextTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private static Findings hostile() {
        Findings findings = new Findings(5);
        String line = "{\"@timestamp\":\"2026-11-24T10:00:00Z\",\"event.reason\":\"</title><script>\","
                + "\"mqtt.client_id\":\"<script>alert(1)</script>\\\" onload='x\",\"mqtt.topic\":\"a\\u202eb|[x](http://y)\\u0007\"}";
        findings.add(LogRecord.parse(line.getBytes(StandardCharsets.UTF_8)).orElseThrow());
        return findings;
    }

    @Test
    void html_markup_isShownAsText() {
        assertThat(HtmlReport.of(hostile(), 10, 10, NOW))
                .doesNotContain("<script")
                .doesNotContain("onload='x")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot; onload=&#39;x");
    }

    @Test
    void html_bidiAndControls_areShownAsEscapes() {
        assertThat(HtmlReport.of(hostile(), 10, 10, NOW))
                .doesNotContain("\u202E")
                .doesNotContain("\u0007")
                .contains("<bdi>a&lt;U+202E&gt;b|[x](http://y)&lt;U+0007&gt;</bdi>");
    }

    @Test
    void html_whole_fetchesNothing() {
        assertThat(HtmlReport.of(hostile(), 10, 10, NOW).replace("(http://y)", ""))
                .contains("default-src 'none'")
                .doesNotContain("http://")
                .doesNotContain("https://")
                .doesNotContain("url(")
                .doesNotContain("src=");
    }

    @Test
    void markdown_markup_isShownAsText() {
        assertThat(MarkdownReport.of(hostile(), 10, 10, NOW))
                .doesNotContain("<script")
                .doesNotContain("[x](http")
                .contains("a&lt;U\\+202E&gt;b\\|\\[x\\]\\(http\\://y\\)&lt;U\\+0007&gt;");
    }
}

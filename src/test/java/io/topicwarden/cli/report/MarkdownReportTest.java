/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.audit.LogRecord;
import io.topicwarden.audit.findings.Findings;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class MarkdownReportTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    @Test
    void of_oneRecord_isThisText() {
        Findings findings = new Findings(5);
        String line = "{\"@timestamp\":\"2026-11-24T10:00:00Z\",\"event.id\":\"X1\",\"event.action\":\"publish\","
                + "\"event.reason\":\"qos\",\"mqtt.client_id\":\"s1\",\"mqtt.topic\":\"a/b\",\"topicwarden.count\":3}";
        findings.add(LogRecord.parse(line.getBytes(StandardCharsets.UTF_8)).orElseThrow());
        assertThat(MarkdownReport.of(findings, 10, 10, NOW))
                .isEqualTo(
                        """
                        # What Topicwarden refused

                        3 refusals in 1 record, from 2026-11-24 10:00:00 to 2026-11-24 10:00:00 UTC. Made 2026-11-24 12:00:00 UTC.

                        ## Over time

                        | from (UTC), for 1 s | qos |
                        |---|--:|
                        | 2026-11-24 10:00:00 | 3 |

                        ## Top clients

                        | refusals | share | clients |
                        |--:|--:|---|
                        | 3 | 100.0% | s1 |

                        ## Top identities

                        | refusals | share | identities |
                        |--:|--:|---|
                        | 3 | 100.0% | (none) |

                        ## Top topics

                        | refusals | share | topics |
                        |--:|--:|---|
                        | 3 | 100.0% | a/b |

                        ## Top rules

                        | refusals | share | rules |
                        |--:|--:|---|
                        | 3 | 100.0% | (none) |

                        ## The newest

                        | time (UTC) | refusals | client | action | topic | reason | rule | id |
                        |---|--:|---|---|---|---|---|---|
                        | 2026-11-24 10:00:00 | 3 | s1 | publish | a/b | qos |  | X1 |
                        """);
    }
}

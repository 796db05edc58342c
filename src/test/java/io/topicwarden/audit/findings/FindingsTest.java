/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit.findings;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.audit.LogRecord;
import io.topicwarden.audit.RecordField;
import io.topicwarden.audit.findings.RecordTally.Subject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class FindingsTest {

    private static LogRecord record(String second, String client, String reason, int count) {
        String line = "{\"@timestamp\":\"2026-11-24T10:00:" + second + "Z\",\"event.reason\":\"" + reason
                + "\",\"mqtt.client_id\":\"" + client + "\",\"topicwarden.count\":" + count + "}";
        return LogRecord.parse(line.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    private static Findings some() {
        Findings findings = new Findings(2);
        findings.add(record("00", "s1", "qos", 3));
        findings.add(record("01", "s2", "no-permission", 1));
        findings.add(record("03", "s1", "qos", 2));
        return findings;
    }

    @Test
    void refusals_ofFoldedRecords_areAllThatTheyStandFor() {
        assertThat(some().refusals()).isEqualTo(6);
    }

    @Test
    void overTime_byReason_hasABucketForEachSecond() {
        Timeline.Series series = some().overTime(10);
        assertThat(series.counts())
                .containsEntry("qos", List.of(3L, 0L, 0L, 2L))
                .containsEntry("no-permission", List.of(0L, 1L, 0L, 0L));
    }

    @Test
    void overTime_inFewBuckets_keepsTheSumOfEachReason() {
        Timeline.Series series = some().overTime(1);
        assertThat(series.begins()).hasSize(1);
        assertThat(series.sum("qos")).isEqualTo(5);
    }

    @Test
    void overTime_moreReasonsThanThereAre_countsTheRestTogether() {
        Findings findings = new Findings(0);
        LongStream.range(0, 100).forEach(i -> findings.add(record("00", "s1", "r" + i, 1)));
        Timeline.Series series = findings.overTime(1);
        assertThat(series.counts()).hasSizeLessThan(70);
        assertThat(series.sum("others")).isEqualTo(36);
    }

    @Test
    void newest_moreThanKept_areTheLastInReverse() {
        assertThat(some().newest())
                .extracting(record -> record.text(RecordField.CLIENT_ID))
                .containsExactly("s1", "s2");
    }

    @Test
    void top_equalAndGreater_greatestFirst() {
        assertThat(some().top(Subject.clients, 5))
                .containsExactly(new RecordTally.Row("s1", 5), new RecordTally.Row("s2", 1));
    }

    @Test
    void tally_moreCharactersThanKept_countsTheRestTogether() {
        RecordTally tally = new RecordTally(Subject.clients, 10, 4);
        tally.add(record("00", "abcd", "qos", 1));
        tally.add(record("00", "e", "qos", 2));
        tally.add(record("00", "abcd", "qos", 1));
        assertThat(tally.beyond()).isEqualTo(2);
        assertThat(tally.top(5)).containsExactly(new RecordTally.Row("abcd", 2));
    }
}

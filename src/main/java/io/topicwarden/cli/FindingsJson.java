/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.topicwarden.audit.LogRecord;
import io.topicwarden.audit.RecordField;
import io.topicwarden.audit.findings.Findings;
import io.topicwarden.audit.findings.RecordTally;
import io.topicwarden.audit.findings.RecordTexts;
import io.topicwarden.audit.findings.Timeline;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Writes what a log comes to for programs to read; the pages of the console are one. */
final class FindingsJson {

    private final JsonGenerator json;
    private final Findings findings;

    FindingsJson(JsonGenerator json, Findings findings) {
        this.json = json;
        this.findings = findings;
    }

    /**
     * The members.
     *
     * @param buckets how many there may be
     * @param most how many rows of each kind
     */
    void write(int buckets, int most) throws IOException {
        json.writeNumberField("records", findings.records());
        json.writeNumberField("refusals", findings.refusals());
        if (findings.first().isPresent() && findings.last().isPresent()) {
            json.writeStringField("first", findings.first().get().toString());
            json.writeStringField("last", findings.last().get().toString());
        }
        overTime(findings.overTime(buckets));
        json.writeObjectFieldStart("top");
        for (RecordTally.Subject subject : Findings.SUBJECTS) {
            top(subject, most);
        }
        json.writeEndObject();
        json.writeArrayFieldStart("newest");
        for (LogRecord record : findings.newest()) {
            record(record);
        }
        json.writeEndArray();
    }

    private void overTime(Timeline.Series series) throws IOException {
        json.writeObjectFieldStart("over_time");
        json.writeNumberField("bucket_seconds", series.bucket().toSeconds());
        json.writeArrayFieldStart("from");
        for (Object begin : series.begins()) {
            json.writeString(begin.toString());
        }
        json.writeEndArray();
        json.writeObjectFieldStart("counts");
        for (Map.Entry<String, List<Long>> reason : series.counts().entrySet()) {
            json.writeArrayFieldStart(reason.getKey());
            for (long count : reason.getValue()) {
                json.writeNumber(count);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private void top(RecordTally.Subject subject, int most) throws IOException {
        json.writeObjectFieldStart(subject.name());
        json.writeNumberField("beyond", findings.beyond(subject));
        json.writeArrayFieldStart("rows");
        for (RecordTally.Row row : findings.top(subject, most)) {
            json.writeStartObject();
            json.writeStringField("key", row.key());
            json.writeNumberField("count", row.count());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void record(LogRecord record) throws IOException {
        json.writeStartObject();
        json.writeStringField("time", record.text(RecordField.TIMESTAMP));
        json.writeNumberField("count", record.count());
        json.writeStringField("client", record.text(RecordField.CLIENT_ID));
        json.writeStringField("identity", record.text(RecordField.IDENTITY));
        json.writeStringField("action", record.text(RecordField.ACTION));
        json.writeStringField("topic", RecordTexts.topic(record));
        json.writeStringField("reason", record.text(RecordField.REASON));
        json.writeStringField("rule", RecordTexts.rule(record));
        json.writeStringField("message", record.text(RecordField.MESSAGE));
        json.writeStringField("id", record.text(RecordField.ID));
        json.writeEndObject();
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One line of the denial log or the connection log, as read back. */
public final class LogRecord {

    private static final Pattern TOO_MANY = Pattern.compile("[0-9]{19,}");
    private static final JsonFactory JSON = new JsonFactory();

    private final byte[] line;
    private final Map<RecordField, String> values;

    private LogRecord(byte[] line, Map<RecordField, String> values) {
        this.line = line;
        this.values = values;
    }

    /** Reads a line without its line end; empty if it is not one whole JSON object with a timestamp. */
    public static Optional<LogRecord> parse(byte[] line) {
        try (JsonParser parser = JSON.createParser(line)) {
            Map<RecordField, String> values = new EnumMap<>(RecordField.class);
            return readObject(parser, values) && values.containsKey(RecordField.TIMESTAMP)
                    ? Optional.of(new LogRecord(line, values))
                    : Optional.empty();
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    private static boolean readObject(JsonParser parser, Map<RecordField, String> values) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return false;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            readMember(parser, parser.currentName(), values);
        }
        return parser.nextToken() == null;
    }

    private static void readMember(JsonParser parser, String name, Map<RecordField, String> values) throws IOException {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String member = name + "." + parser.currentName();
                keep(parser, parser.nextToken(), member, values);
            }
        } else {
            keep(parser, token, name, values);
        }
    }

    private static void keep(JsonParser parser, @Nullable JsonToken token, String name, Map<RecordField, String> values)
            throws IOException {
        Optional<RecordField> field = RecordField.named(name);
        if (field.isPresent() && token != null && token.isScalarValue()) {
            values.put(field.get(), parser.getText());
        } else {
            parser.skipChildren();
        }
    }

    /** The value of a field as text; empty if the record does not have it. */
    public Optional<String> find(RecordField field) {
        return Optional.ofNullable(values.get(field));
    }

    /** The value of a field, or an empty text. */
    public String text(RecordField field) {
        return values.getOrDefault(field, "");
    }

    /** How many refusals or connections the line stands for, at least 1; of more than a long holds, as many as it does. */
    public long count() {
        String count = text(RecordField.COUNT);
        try {
            return Math.max(1, Long.parseLong(count));
        } catch (NumberFormatException e) {
            return TOO_MANY.matcher(count).matches() ? Long.MAX_VALUE : 1;
        }
    }

    /** Whether it stands for no event, but says where the chain over the log stands. */
    public boolean isCheckpoint() {
        return text(RecordField.ACTION).equals(Checkpoint.ACTION);
    }

    /** The line as it stands in the file, without its line end. */
    public String line() {
        return new String(line, StandardCharsets.UTF_8);
    }
}

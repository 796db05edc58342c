/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.OptionalLong;

/** Finds {@code event.sequence} in a line of a log. */
final class SequenceReader {

    private static final JsonFactory JSON = new JsonFactory();

    private SequenceReader() {}

    /** The sequence number, if the bytes are exactly one JSON object that has one. */
    static OptionalLong read(byte[] line, int from, int to) {
        try (JsonParser parser = JSON.createParser(line, from, Math.max(0, to - from))) {
            return read(parser);
        } catch (IOException notJson) {
            return OptionalLong.empty();
        }
    }

    private static OptionalLong read(JsonParser parser) throws IOException {
        OptionalLong sequence = OptionalLong.empty();
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return sequence;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean wanted = parser.currentName().equals("event.sequence");
            if (parser.nextToken() == JsonToken.VALUE_NUMBER_INT && wanted && parser.getLongValue() > 0) {
                sequence = OptionalLong.of(parser.getLongValue());
            }
            parser.skipChildren();
        }
        return parser.nextToken() == null ? sequence : OptionalLong.empty();
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.store.postgres;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An identity's attributes as the database holds them. */
final class AttributesJson {

    private static final JsonFactory JSON = new JsonFactory();

    private AttributesJson() {}

    /** As the database takes it. */
    static String of(Map<String, List<String>> attributes) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            for (Map.Entry<String, List<String>> attribute : attributes.entrySet()) {
                json.writeArrayFieldStart(attribute.getKey());
                for (String value : attribute.getValue()) {
                    json.writeString(value);
                }
                json.writeEndArray();
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory cannot be written", e);
        }
        return text.toString();
    }

    /** Each a text or a list of texts. */
    static Map<String, List<String>> parse(String json) throws IOException {
        Map<String, List<String>> attributes = new HashMap<>();
        try (JsonParser parser = JSON.createParser(json)) {
            expect(parser.nextToken(), JsonToken.START_OBJECT);
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                attributes.put(name, values(parser));
            }
        }
        return attributes;
    }

    private static List<String> values(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            expect(parser.currentToken(), JsonToken.VALUE_STRING);
            return List.of(parser.getText());
        }
        List<String> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            expect(parser.currentToken(), JsonToken.VALUE_STRING);
            values.add(parser.getText());
        }
        return values;
    }

    private static void expect(JsonToken found, JsonToken expected) throws IOException {
        if (found != expected) {
            throw new IOException("attributes are texts or lists of texts");
        }
    }
}

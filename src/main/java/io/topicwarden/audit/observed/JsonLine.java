/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit.observed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One line of the file: a JSON object of numbers, flags, texts and lists of texts, and of objects of these, which are
 * {@code object.member}.
 *
 * @param values by name; a list where several can stand
 */
record JsonLine(Map<String, List<String>> values) {

    private static final JsonFactory JSON = new JsonFactory();

    static JsonLine parse(String line) throws IOException {
        Map<String, List<String>> values = new LinkedHashMap<>();
        try (JsonParser parser = JSON.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new ObservedFormatException("it is not a JSON object");
            }
            members(parser, "", values);
            if (parser.nextToken() != null) {
                throw new ObservedFormatException("something follows the JSON object");
            }
        }
        return new JsonLine(values);
    }

    private static void members(JsonParser parser, String prefix, Map<String, List<String>> values) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = prefix + parser.currentName();
            JsonToken token = parser.nextToken();
            if (token == JsonToken.START_OBJECT && prefix.isEmpty()) {
                members(parser, name + ".", values);
            } else if (token == JsonToken.START_ARRAY) {
                values.put(name, list(parser));
            } else {
                values.put(name, List.of(scalar(parser, token)));
            }
        }
    }

    private static List<String> list(JsonParser parser) throws IOException {
        List<String> list = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            list.add(scalar(parser, token));
        }
        return list;
    }

    private static String scalar(JsonParser parser, JsonToken token) throws IOException {
        if (token == null || !token.isScalarValue()) {
            throw new ObservedFormatException("it holds objects in objects or lists");
        }
        return parser.getText();
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    List<String> list(String name) {
        return values.getOrDefault(name, List.of());
    }

    Optional<String> find(String name) {
        return list(name).stream().findFirst();
    }

    String text(String name) throws ObservedFormatException {
        return find(name).orElseThrow(() -> new ObservedFormatException("`" + name + "` is missing"));
    }

    /** A number of at least 0. */
    long number(String name) throws ObservedFormatException {
        try {
            long number = Long.parseLong(text(name));
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new ObservedFormatException("`" + name + "` is not a number");
        }
        throw new ObservedFormatException("`" + name + "` is negative");
    }

    Instant instant(String name) throws ObservedFormatException {
        try {
            return Instant.parse(text(name));
        } catch (DateTimeException e) {
            throw new ObservedFormatException("`" + name + "` is not an instant");
        }
    }

    /** The members of an object, by their names in it. */
    Map<String, List<String>> object(String name) {
        Map<String, List<String>> members = new LinkedHashMap<>();
        values.forEach((key, list) -> {
            if (key.startsWith(name + ".")) {
                members.put(key.substring(name.length() + 1), list);
            }
        });
        return members;
    }
}

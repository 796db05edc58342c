/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.topicwarden.analysis.Example;
import java.io.IOException;

/** Says which client an example is, as JSON. */
final class ExampleJson {

    private ExampleJson() {}

    /** The members {@code as} and, where something is lacking, {@code without}. */
    static void write(JsonGenerator json, Example example) throws IOException {
        json.writeStringField("as", example.as());
        if (!example.without().isEmpty()) {
            json.writeArrayFieldStart("without");
            for (String lacking : example.without()) {
                json.writeString(lacking);
            }
            json.writeEndArray();
        }
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The JSON Schemas for editors say what the readers do. */
class SchemaTest {

    /** What the file names have before their endings. */
    private static final List<String> FILES = List.of("topicwarden", "identities", "policy", "policy-tests");

    /** Problems that a schema can express; what it cannot, editors do not see. */
    private static final Set<String> EXPRESSIBLE = Set.of(
            "unknown-key",
            "missing-key",
            "wrong-type",
            "unknown-value",
            "empty-list",
            "too-many-entries",
            "text-too-long",
            "bad-version",
            "bad-qos",
            "bad-topic-name",
            "two-actions",
            "bad-size",
            "bad-shared-group",
            "bad-instant",
            "allow-and-deny",
            "no-topics",
            "topics-and-every-topic",
            "wildcard-without-reason",
            "time-outside-permission",
            "out-of-range");

    /** Problems of the YAML itself, which another parser need not share. */
    private static final Set<String> OF_YAML = Set.of(
            "bad-encoding",
            "bad-character",
            "empty-file",
            "yaml-syntax",
            "multiple-documents",
            "anchor-or-alias",
            "tag",
            "merge-key",
            "too-deep",
            "too-large",
            "duplicate-key");

    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
            .build());

    private static Path schemaFile(String name) {
        return ConfFolder.repository().resolve("conf/schema/" + name + ".schema.json");
    }

    private static JsonNode schema(String name) throws IOException {
        return new ObjectMapper().readTree(Files.readString(schemaFile(name)));
    }

    /** All mappings of fixed keys in a schema. */
    private static List<JsonNode> mappings(JsonNode node) {
        List<JsonNode> found = new ArrayList<>();
        if (node.has("additionalProperties") && node.has("properties")) {
            found.add(node);
        }
        node.forEach(child -> found.addAll(mappings(child)));
        return found;
    }

    private static List<KeyTable> tables() throws IllegalAccessException {
        List<KeyTable> tables = new ArrayList<>();
        for (Field field : KeyTable.class.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == KeyTable.class) {
                tables.add((KeyTable) field.get(null));
            }
        }
        return tables;
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new HashSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new HashSet<>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    @Test
    void keys_ofReadersAndSchemas_areTheSame() throws Exception {
        Map<String, Set<String>> inSchemas = new HashMap<>();
        Map<String, Set<String>> requiredInSchemas = new HashMap<>();
        for (String file : FILES) {
            for (JsonNode mapping : mappings(schema(file))) {
                inSchemas.put(mapping.path("title").asText(), names(mapping.path("properties")));
                requiredInSchemas.put(mapping.path("title").asText(), texts(mapping.path("required")));
            }
        }
        Map<String, Set<String>> inReaders = new HashMap<>();
        Map<String, Set<String>> requiredInReaders = new HashMap<>();
        for (KeyTable table : tables()) {
            inReaders.put(table.title(), new HashSet<>(table.all()));
            requiredInReaders.put(table.title(), new HashSet<>(table.required()));
        }
        assertThat(inSchemas).isEqualTo(inReaders);
        assertThat(requiredInSchemas).isEqualTo(requiredInReaders);
    }

    @Test
    void titles_ofAllMappings_areThereOnce() throws Exception {
        List<String> titles = new ArrayList<>();
        for (String file : FILES) {
            mappings(schema(file))
                    .forEach(mapping -> titles.add(mapping.path("title").asText()));
        }
        assertThat(titles).doesNotHaveDuplicates();
    }

    @Test
    void mappings_ofSchemas_areClosed() throws Exception {
        for (String file : FILES) {
            assertThat(mappings(schema(file))).isNotEmpty().allSatisfy(mapping -> assertThat(
                            mapping.path("additionalProperties").isBoolean()
                                    && !mapping.path("additionalProperties").asBoolean())
                    .isTrue());
        }
    }

    @Test
    void words_ofReadersAndSchemas_areTheSame() throws Exception {
        Map<String, Set<String>> words = Map.ofEntries(
                Map.entry("topicwarden/authenticate", Words.AUTHENTICATE.keySet()),
                Map.entry("topicwarden/plaintext", Words.PLAINTEXT.keySet()),
                Map.entry("topicwarden/revocation", Words.REVOCATION.keySet()),
                Map.entry("topicwarden/extended-key-usage", Words.REQUIRE_CLIENT_AUTH.keySet()),
                Map.entry("topicwarden/partly-permitted", Words.PARTLY_PERMITTED.keySet()),
                Map.entry("topicwarden/store-type", Words.STORES.keySet()),
                Map.entry("topicwarden/tls", Words.TLS.keySet()),
                Map.entry("topicwarden/denied-publish", Words.DENIED_PUBLISH.keySet()),
                Map.entry("policy/tls", Words.TLS.keySet()),
                Map.entry("policy/denied-publish", Words.DENIED_PUBLISH.keySet()),
                Map.entry("policy/action", Words.ACTIONS.keySet()),
                Map.entry("policy/mqtt", Words.MQTT.keySet()),
                Map.entry("policy/qos", Set.of("0", "1", "2")),
                Map.entry("policy/day", Words.DAYS.keySet()),
                Map.entry("policy-tests/tls", Words.TLS.keySet()),
                Map.entry("policy-tests/mqtt", Words.MQTT.keySet()),
                Map.entry("policy-tests/qos", Set.of("0", "1", "2")),
                Map.entry("policy-tests/because", Words.REASONS.keySet()));
        Map<String, Set<String>> inSchemas = new HashMap<>();
        for (String file : FILES) {
            schema(file).path("$defs").properties().forEach(definition -> {
                if (definition.getValue().has("enum")) {
                    inSchemas.put(
                            file + "/" + definition.getKey(),
                            texts(definition.getValue().path("enum")));
                }
            });
        }
        assertThat(inSchemas).isEqualTo(words);
    }

    static Stream<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path root : List.of(
                ConfFolder.repository().resolve("src/test/resources/corpus"),
                ConfFolder.repository().resolve("conf"))) {
            try (Stream<Path> paths = Files.walk(root)) {
                paths.filter(path -> path.toString().endsWith(".yaml")).sorted().forEach(files::add);
            }
        }
        return files.stream();
    }

    @ParameterizedTest
    @MethodSource("files")
    void file_readersAndSchemas_agree(Path path) throws IOException {
        String kind = path.toString().contains("policy.d/")
                ? "policy"
                : path.getFileName().toString().replace(".yaml", "");
        assertAgree(kind, new SourceFile("x.yaml", Files.readAllBytes(path)));
    }

    @ParameterizedTest
    @MethodSource("io.topicwarden.policy.yaml.LimitsTest#texts")
    void textAtABound_readersAndSchemas_agree(String kind, String text) throws IOException {
        assertAgree(kind, Texts.file("x.yaml", text));
    }

    private static void assertAgree(String kind, SourceFile file) throws IOException {
        List<String> codes = codes(kind, file);
        Optional<JsonNode> tree = parsed(file);
        if (tree.isEmpty() || codes.stream().anyMatch(OF_YAML::contains)) {
            assertThat(codes).as("YAML that another parser refuses").isNotEmpty();
            return;
        }
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(schemaFile(kind)));
        if (codes.isEmpty()) {
            assertThat(schema.validate(tree.get())).isEmpty();
        } else if (codes.stream().anyMatch(EXPRESSIBLE::contains)) {
            assertThat(schema.validate(tree.get())).as(codes.toString()).isNotEmpty();
        }
    }

    private static List<String> codes(String kind, SourceFile file) {
        Loaded<?> loaded =
                switch (kind) {
                    case "topicwarden" -> SettingsReader.read(file);
                    case "policy-tests" -> PolicyTestsReader.read(file, Optional.empty());
                    case "identities" -> IdentitiesReader.read(file, Optional.empty());
                    default -> PolicyReader.read(List.of(file));
                };
        return Texts.codes(loaded).stream()
                .filter(code -> !code.equals("unknown-role"))
                .toList();
    }

    private static Optional<JsonNode> parsed(SourceFile file) throws IOException {
        try {
            return Optional.ofNullable(YAML.readTree(file.content()));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}

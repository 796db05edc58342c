/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * From text to a tree of nodes, one token after another. Anchors, aliases, tags and merge keys are refused, so that what
 * stands in the file is all there is to it.
 */
final class TreeReader {

    /** How deep lists and mappings may be nested. */
    static final int MAX_DEPTH = 32;

    /** How many nodes a file may have: a million identities of a dozen values each. */
    static final int MAX_NODES = 20_000_000;

    private static final YAMLFactory FACTORY = factory();

    /** Equal texts of a file share one string, as long as they are few and short. */
    private static final int MOST_SHARED = 4096;

    private static final int LONGEST_SHARED = 48;

    private final Reading reading;
    private final SourceText source;
    private final Refusals refusals;
    private final Map<String, String> shared = new HashMap<>();
    private int nodes;

    TreeReader(Reading reading) {
        this.reading = reading;
        this.source = reading.source();
        this.refusals = new Refusals(reading);
    }

    /** The file's one document; empty, and the reason reported, if it is not whole. */
    Optional<Node> read() {
        try (YAMLParser parser = FACTORY.createParser(source.text())) {
            return read(parser);
        } catch (Stopped e) {
            return Optional.empty();
        } catch (IOException e) {
            reading.report(Code.YAML_SYNTAX, at(source.text().length()), "this is not YAML");
            return Optional.empty();
        }
    }

    private Optional<Node> read(YAMLParser parser) throws IOException, Stopped {
        JsonToken first = next(parser);
        if (first == null) {
            return empty(at(0));
        }
        Node root = node(parser, first, 1);
        JsonToken more = next(parser);
        if (more != null) {
            reading.report(
                    Code.MULTIPLE_DOCUMENTS,
                    at(start(parser)),
                    "a second document begins here",
                    "a file holds one document: remove `---`, or put the second one into a file of its own");
            return Optional.empty();
        }
        return root instanceof Node.Scalar scalar && scalar.isNull() ? empty(root) : Optional.of(root);
    }

    private Optional<Node> empty(Node at) {
        reading.report(
                Code.EMPTY_FILE, at, "there is nothing in this file but comments", "it begins with `version: 1`");
        return Optional.empty();
    }

    private Node node(YAMLParser parser, JsonToken token, int depth) throws IOException, Stopped {
        count(parser);
        int start = start(parser);
        boolean refused = refusals.refuses(start, end(parser));
        Node node =
                switch (token) {
                    case START_ARRAY -> sequence(parser, start, depth);
                    case START_OBJECT -> mapping(parser, start, depth);
                    default -> scalar(parser, parser.getText(), start);
                };
        return refused ? new Node.Refused(node.start(), node.end()) : node;
    }

    private Node sequence(YAMLParser parser, int start, int depth) throws IOException, Stopped {
        checkDepth(start, depth);
        List<Node> items = new ArrayList<>(4);
        JsonToken token = next(parser);
        while (token != null && token != JsonToken.END_ARRAY) {
            items.add(node(parser, token, depth + 1));
            token = next(parser);
        }
        return new Node.Sequence(items, start, end(parser));
    }

    private Node mapping(YAMLParser parser, int start, int depth) throws IOException, Stopped {
        checkDepth(start, depth);
        List<Node.Entry> entries = new ArrayList<>(4);
        Keys keys = new Keys();
        boolean refused = false;
        JsonToken token = next(parser);
        while (token == JsonToken.FIELD_NAME) {
            count(parser);
            int keyStart = start(parser);
            boolean badSign = refusals.refuses(keyStart, end(parser));
            Node.Scalar key = scalar(parser, parser.currentName(), keyStart);
            boolean bad = badSign || refusals.refusesKey(key);
            JsonToken value = next(parser);
            if (value == null) {
                break;
            }
            Node.Entry entry = new Node.Entry(key, node(parser, value, depth + 1));
            refused |= bad;
            if (!bad && !refusals.refusesTwin(key, keys, depth)) {
                entries.add(entry);
                keys.add(key);
            }
            token = next(parser);
        }
        return refused ? new Node.Refused(start, end(parser)) : new Node.Mapping(entries, start, end(parser));
    }

    private Node.Scalar scalar(YAMLParser parser, String text, int start) {
        int end = end(parser);
        boolean plain = start >= end || "'\"|>".indexOf(source.text().charAt(start)) < 0;
        return new Node.Scalar(shared(text), plain, start, end);
    }

    private void count(YAMLParser parser) throws Stopped {
        if (++nodes > MAX_NODES) {
            reading.report(Code.TOO_LARGE, at(start(parser)), "this file has more than " + MAX_NODES + " values");
            throw new Stopped();
        }
    }

    private void checkDepth(int start, int depth) throws Stopped {
        if (depth > MAX_DEPTH) {
            reading.report(
                    Code.TOO_DEEP, at(start), "lists and mappings are nested more than " + MAX_DEPTH + " deep here");
            throw new Stopped();
        }
    }

    private @Nullable JsonToken next(YAMLParser parser) throws IOException, Stopped {
        try {
            return parser.nextToken();
        } catch (JsonParseException e) {
            reportSyntax(parser, e);
            throw new Stopped();
        }
    }

    private void reportSyntax(YAMLParser parser, JsonParseException e) {
        if (e.getCause() instanceof org.yaml.snakeyaml.error.MarkedYAMLException fault) {
            SyntaxFault translated = SyntaxFault.of(fault, source);
            reading.report(Code.YAML_SYNTAX, at(translated.offset()), translated.message(), translated.help());
            return;
        }
        int start = start(parser);
        if (!refusals.refuses(start, end(parser))) {
            reading.report(Code.YAML_SYNTAX, at(start), "a key is a single text", "write it as `name: value`");
        }
    }

    private String shared(String text) {
        if (text.length() > LONGEST_SHARED) {
            return text;
        }
        String known = shared.get(text);
        if (known != null) {
            return known;
        }
        if (shared.size() < MOST_SHARED) {
            shared.put(text, text);
        }
        return text;
    }

    private int start(YAMLParser parser) {
        return offset(parser.currentTokenLocation());
    }

    private int end(YAMLParser parser) {
        return offset(parser.currentLocation());
    }

    private int offset(JsonLocation location) {
        return source.offsetOf(location.getCharOffset());
    }

    private Node at(int offset) {
        return new Node.Refused(offset, offset + 1);
    }

    private static YAMLFactory factory() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        StreamReadConstraints constraints = StreamReadConstraints.builder()
                .maxNameLength(Integer.MAX_VALUE)
                .maxStringLength(Integer.MAX_VALUE)
                .build();
        return YAMLFactory.builder()
                .loaderOptions(options)
                .streamReadConstraints(constraints)
                .build();
    }

    /** The rest of the file cannot be read; why is already reported. */
    private static final class Stopped extends Exception {

        private static final long serialVersionUID = 1L;

        Stopped() {
            super(null, null, false, false);
        }
    }
}

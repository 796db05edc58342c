/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.topicwarden.engine.Decision;
import io.topicwarden.policy.CertificateFacts;
import io.topicwarden.policy.LogSettings;
import io.topicwarden.policy.ReasonCode;
import io.topicwarden.policy.RuleReference;
import io.topicwarden.policy.SourceSpan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** Refusals to record, and the files that come of it. */
final class LogFixture {

    static final LogSettings SETTINGS = LogSettings.of("denials.jsonl");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private LogFixture() {}

    static LogSettings rotating(long rotateAt, int keep) {
        return new LogSettings("denials.jsonl", rotateAt, keep);
    }

    static Peer peer(String clientId) {
        return new Peer(
                clientId,
                Optional.empty(),
                Optional.empty(),
                "mtls",
                Optional.empty(),
                Optional.empty(),
                "5",
                Optional.empty());
    }

    /** A publish that was refused for want of a permission. */
    static Denial denial(String clientId, String topic, Instant at) {
        Request request = new Request(topic, 1, Optional.of(false), Optional.empty(), OptionalLong.of(7));
        return new Denial(
                at,
                EventAction.PUBLISH,
                ReasonCode.NO_PERMISSION,
                "nothing permits this",
                peer(clientId),
                Optional.of(request),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "");
    }

    /** A connection that was refused for its password. */
    static Denial connect(String clientId, String address, Instant at) {
        Peer like = peer(clientId);
        Peer peer = new Peer(
                clientId,
                Optional.of("alice"),
                Optional.empty(),
                like.listener(),
                Optional.of(address(address)),
                Optional.empty(),
                like.mqttVersion(),
                Optional.empty());
        return new Denial(
                at,
                EventAction.CONNECT,
                ReasonCode.BAD_CREDENTIALS,
                "the password is wrong",
                peer,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "");
    }

    /** A refusal that has every field, with {@code text} in every place that somebody else can fill. */
    static Denial everything(String text, Instant at) {
        List<String> names = List.of(text);
        CertificateFacts facts = new CertificateFacts(
                names, names, names, "0a", "f00d", names, names, names, names, "CN=" + text, "CN=Plant CA" + text);
        Peer peer = new Peer(
                text,
                Optional.of(text),
                Optional.of(text),
                text,
                Optional.of(address("10.20.0.5")),
                Optional.of("TLSv1.3"),
                "5",
                Optional.of(facts));
        RuleReference rule = new RuleReference(text, 3, new SourceSpan("policy.yaml", 14, 5, 4));
        return new Denial(
                at,
                EventAction.SUBSCRIBE,
                ReasonCode.NOT_COVERED,
                "refused " + text,
                peer,
                Optional.of(new Request(text, 2, Optional.of(true), Optional.of(text), OptionalLong.of(9))),
                Optional.of(rule),
                Optional.of(new Decision.NearMiss(rule, "qos", "QoS 2 is not in [0, 1]")),
                Optional.of(text),
                "c0ffee");
    }

    static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    /** The lines of a log in order, the rotated files first. */
    static List<JsonNode> lines(Path current) {
        try {
            List<Path> files = new ArrayList<>(new RotatedFiles(current).inOrder());
            if (Files.exists(current)) {
                files.add(current);
            }
            List<JsonNode> lines = new ArrayList<>();
            for (Path file : files) {
                for (String line : Files.readAllLines(file)) {
                    lines.add(JSON.readTree(line));
                }
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode parse(String text) throws IOException {
        return JSON.readTree(text);
    }

    static long refusals(List<JsonNode> lines) {
        return lines.stream().mapToLong(LogFixture::count).sum();
    }

    static long count(JsonNode line) {
        return line.path("topicwarden.count").asLong();
    }

    static List<Long> sequences(List<JsonNode> lines) {
        return lines.stream().map(line -> line.path("event.sequence").asLong()).toList();
    }

    static List<Long> oneTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    /** How many refusals stand under each id. */
    static Map<String, Long> countsById(List<JsonNode> lines) {
        Map<String, Long> counts = new TreeMap<>();
        lines.forEach(line -> counts.merge(line.path("event.id").asText(), count(line), Long::sum));
        return counts;
    }
}

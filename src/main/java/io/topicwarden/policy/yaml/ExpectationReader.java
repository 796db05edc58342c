/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import io.topicwarden.policy.Attempt;
import io.topicwarden.policy.DidYouMean;
import io.topicwarden.policy.Expectation;
import io.topicwarden.policy.PatternSyntaxException;
import io.topicwarden.policy.ReasonCode;
import io.topicwarden.policy.SourceSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what a policy test allows or denies: {@code publish a/b}, or a mapping. */
final class ExpectationReader {

    /** A place in a text. */
    private record Word(String text, int index) {}

    private final Reading reading;
    private final Values values;

    ExpectationReader(Reading reading) {
        this.reading = reading;
        this.values = new Values(reading);
    }

    List<Expectation> read(Node.Entry entry, boolean allowed) {
        // How many there are is checked for all tests of the file together.
        return values.list(entry, TreeReader.MAX_NODES, item -> read(item, allowed));
    }

    private Optional<Expectation> read(Node item, boolean allowed) {
        if (item instanceof Node.Mapping) {
            return Fields.of(reading, item, KeyTable.EXPECTATION, item)
                    .flatMap(fields -> mapping(item, fields, allowed));
        }
        return values.filledText(item)
                .flatMap(this::sentence)
                .map(attempt -> expectation(item, allowed, attempt, Optional.empty()));
    }

    private Expectation expectation(Node at, boolean allowed, Attempt attempt, Optional<ReasonCode> because) {
        SourceSpan span = reading.span(at);
        return new Expectation(allowed, attempt, because, span, reading.source().line(span.line()));
    }

    /** {@code publish a/b}: all behind the first space is the topic. */
    private Optional<Attempt> sentence(Node.Scalar scalar) {
        String text = scalar.text();
        int space = text.indexOf(' ');
        Word action = new Word(space < 0 ? text : text.substring(0, space), 0);
        Attempt.Kind kind = Words.ATTEMPTS.get(action.text());
        if (kind == null || space < 0) {
            reading.report(scalar, notAnAttempt(action, kind != null));
            return Optional.empty();
        }
        return topic(scalar, kind, new Word(text.substring(space + 1), space + 1));
    }

    private static PatternSyntaxException notAnAttempt(Word action, boolean known) {
        String help = "write `publish TOPIC`, `subscribe FILTER`, `will TOPIC` or `deliver TOPIC`";
        return known
                ? new PatternSyntaxException(
                        Code.BAD_TOPIC_NAME.toString(),
                        "the topic is missing",
                        action.index(),
                        action.text().length(),
                        help)
                : new PatternSyntaxException(
                        Code.UNKNOWN_VALUE.toString(),
                        "`" + action.text() + "` is no action",
                        action.index(),
                        action.text().length(),
                        DidYouMean.help(action.text(), Words.ATTEMPTS.keySet()).orElse(help));
    }

    private Optional<Attempt> topic(Node.Scalar at, Attempt.Kind kind, Word topic) {
        try {
            return Optional.of(Attempt.of(kind, TopicText.parse(kind, topic.text())));
        } catch (PatternSyntaxException e) {
            reading.report(at, e.within(topic.index()));
            return Optional.empty();
        }
    }

    private Optional<Expectation> mapping(Node at, Fields fields, boolean allowed) {
        Optional<Node.Entry> action = action(at, fields);
        Optional<Attempt.Kind> kind = action.map(Node.Entry::name).map(Words.ATTEMPTS::get);
        kind.ifPresent(asked -> checkEffect(fields, asked));
        Optional<Attempt> bare = action.flatMap(entry -> values.filledText(entry.value()))
                .flatMap(topic -> kind.flatMap(asked -> topic(topic, asked, new Word(topic.text(), 0))));
        int qos = fields.find("qos").flatMap(entry -> values.qos(entry.value())).orElse(0);
        boolean retain = fields.find("retain")
                .flatMap(entry -> values.bool(entry.value()))
                .orElse(false);
        long payload = fields.find("payload")
                .flatMap(entry -> values.parsed(entry.value(), Size::parse))
                .orElse(0L);
        Optional<ReasonCode> because = because(fields, allowed);
        return bare.map(attempt ->
                expectation(at, allowed, new Attempt(attempt.kind(), attempt.topic(), qos, retain, payload), because));
    }

    private Optional<Node.Entry> action(Node at, Fields fields) {
        List<Node.Entry> found = new ArrayList<>();
        Words.ATTEMPTS.keySet().forEach(word -> fields.find(word).ifPresent(found::add));
        if (found.isEmpty()) {
            reading.report(
                    Code.MISSING_KEY,
                    at,
                    "`publish`, `subscribe`, `will` or `deliver` is missing here",
                    "name the topic under one of them");
        } else if (found.size() > 1) {
            reading.report(
                    Code.TWO_ACTIONS,
                    found.get(1).key(),
                    "`" + found.get(0).name() + "` and `" + found.get(1).name() + "` stand together",
                    "make an entry of each");
        }
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    private void checkEffect(Fields fields, Attempt.Kind kind) {
        if (!kind.hasMessage()) {
            reportWithoutEffect(fields, "retain", "it concerns `publish` and `will` only");
            reportWithoutEffect(fields, "payload", "it concerns `publish` and `will` only");
        }
        if (kind == Attempt.Kind.DELIVER) {
            reportWithoutEffect(fields, "qos", "deliveries are decided by their topic alone");
        }
    }

    private Optional<ReasonCode> because(Fields fields, boolean allowed) {
        if (allowed) {
            reportWithoutEffect(fields, "because", "only what is denied has a reason");
            return Optional.empty();
        }
        return fields.find("because").flatMap(entry -> values.choice(entry.value(), Words.REASONS));
    }

    private void reportWithoutEffect(Fields fields, String key, String why) {
        fields.find(key)
                .ifPresent(entry -> reading.report(
                        Code.CONDITION_WITHOUT_EFFECT, entry.key(), "`" + key + "` has no effect here", why));
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit.observed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.topicwarden.audit.EventAction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObservedFileTest {

    private static final Instant START = Instant.parse("2026-11-24T08:00:00.123Z");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private Path file() {
        return folder.resolve("observed.jsonl");
    }

    private static Observed observed(String name, String topic) {
        Observation publish = new Observation(Traffic.published(topic), 1, 0, 2, 3, 4, START, START.plusSeconds(5));
        Observation subscribe = new Observation(
                new Activity(EventAction.SUBSCRIBE, topic, Optional.of(name), 2, false), 7, 8, 9, 0, 0, START, START);
        String attribute = name.replace("\ud800", "half a pair"); // no name of an attribute may hold it
        return new Observed(
                START,
                START.plusSeconds(9),
                Map.of(Bound.ACTIVITIES, 12L),
                List.of(new ObservedClient(
                        Traffic.client(name, Map.of(attribute, List.of(name, "x"))),
                        Set.of(name, "b"),
                        List.of(publish, subscribe))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s1",
                "",
                "a\nb",
                "\"quoted\\",
                "\u202eevil\u0000\u001b[31m",
                "\ud800",
                "é𝄞",
                "{\"client\":1}",
                "attributes.x",
                "event.action"
            })
    void read_whatWasWritten_isTheSame(String name) throws IOException {
        Observed observed = observed(name, "t/" + name);
        ObservedFile.write(file(), observed);

        assertThat(ObservedFile.read(file())).isEqualTo(observed);
    }

    @Test
    void write_hostileTexts_takeOneLineEach() throws IOException {
        ObservedFile.write(file(), observed("a\nb\u2028", "c\r\nd"));

        assertThat(Files.readAllLines(file())).hasSize(4);
    }

    @Test
    void read_aPartOfTheFile_isRefused() throws IOException {
        ObservedFile.write(file(), observed("s1", "t"));
        List<String> lines = Files.readAllLines(file());
        Files.write(file(), lines.subList(0, lines.size() - 1));

        assertThatThrownBy(() -> ObservedFile.read(file()))
                .isInstanceOf(ObservedFormatException.class)
                .hasMessageContaining("ends before its end");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "[]",
                "{\"observed\":2}",
                "{\"observed\":1}",
                "{\"observed\":1,\"clients\":0,\"activities\":0,\"since\":\"x\"}",
                "{\"observed\":1}\n{\"event.action\":\"publish\",\"client\":1}",
                "{\"observed\":1}\n{\"client\":{\"a\":{\"b\":1}}}",
                "{\"observed\":1}\n{\"client\":[[1]]}",
                "{\"observed\":1}\n{\"client\":[1"
            })
    void read_somethingElse_isRefused(String text) throws IOException {
        Files.writeString(file(), text);

        assertThatThrownBy(() -> ObservedFile.read(file()))
                .isInstanceOf(ObservedFormatException.class)
                .hasMessageStartingWith("line ");
    }
}

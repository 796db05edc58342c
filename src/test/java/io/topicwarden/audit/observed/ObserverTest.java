/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit.observed;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.audit.EventAction;
import io.topicwarden.policy.ObserveSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObserverTest {

    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
    private static final ObserveSettings SETTINGS = new ObserveSettings("observed.jsonl", Duration.ofDays(1));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final Traffic.HeardReports reports = new Traffic.HeardReports();

    private Path file() {
        return folder.resolve("observed.jsonl");
    }

    private Observer observer() {
        return new Observer(folder, client -> Set.of(), InstantSource.fixed(NOW), reports);
    }

    private static void publish(Observer observer, String topic) {
        observer.note(Traffic.client("s1"), EventAction.PUBLISH, Traffic.publish(topic, 1), Outcome.ALLOWED);
    }

    private void observe(String topic) {
        try (Observer observer = observer()) {
            observer.configure(Optional.of(SETTINGS));
            publish(observer, topic);
        }
    }

    @Test
    void note_off_writesNothing() {
        try (Observer observer = observer()) {
            publish(observer, "a");

            assertThat(observer.isOn()).isFalse();
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void close_on_writesWhatWasSeen() throws IOException {
        observe("a");

        assertThat(ObservedFile.read(file()).clients()).hasSize(1);
        assertThat(folder.toFile().list()).containsExactly("observed.jsonl");
    }

    @Test
    void configure_afterRestart_goesOnWithTheFile() throws IOException {
        observe("a");
        observe("a");

        assertThat(ObservedFile.read(file()).clients().get(0).observations())
                .extracting(Observation::allowed)
                .containsExactly(2L);
    }

    @Test
    void configure_off_writesAndForgets() throws IOException {
        try (Observer observer = observer()) {
            observer.configure(Optional.of(SETTINGS));
            publish(observer, "a");
            observer.configure(Optional.empty());
            publish(observer, "b");
        }

        assertThat(ObservedFile.read(file()).clients().get(0).observations())
                .extracting(Observation::activity)
                .containsExactly(Traffic.published("a"));
    }

    @Test
    void configure_fileThatIsNotOurs_isLeftAloneAndToldOnce() throws IOException {
        Files.writeString(file(), "mine");
        observe("a");

        assertThat(Files.readString(file())).isEqualTo("mine");
        assertThat(reports.heard).containsExactly("failing reading observed.jsonl");
    }

    @Test
    void write_folderThatCannotBe_isToldOnceAndRecovers() throws IOException {
        Path blocked = folder.resolve("log");
        Files.writeString(blocked, "a file where the folder should be");
        ObservedJournal journal =
                new ObservedJournal(blocked.resolve("observed.jsonl"), InstantSource.fixed(NOW), reports);
        journal.write();
        journal.write();
        Files.delete(blocked);
        journal.write();

        assertThat(reports.heard).containsExactly("failing writing observed.jsonl", "recovered writing observed.jsonl");
    }

    @Test
    void write_fileTakenAway_beginsAnew() throws IOException {
        ObservedJournal journal = new ObservedJournal(file(), InstantSource.fixed(NOW), reports);
        journal.write();
        journal.seen()
                .note(
                        Traffic.client("s1"),
                        client -> Set.of(),
                        EventAction.PUBLISH,
                        Traffic.publish("a", 1),
                        Outcome.ALLOWED,
                        NOW);
        journal.write();
        Files.delete(file());
        journal.write();

        assertThat(ObservedFile.read(file()).clients()).isEmpty();
    }

    @Test
    void note_somethingBreaks_throwsNothingAndTellsOnce() {
        Observer observer = new Observer(
                folder,
                client -> {
                    throw new IllegalStateException("broken");
                },
                InstantSource.fixed(NOW),
                reports);
        observer.configure(Optional.of(SETTINGS));
        publish(observer, "a");
        publish(observer, "b");
        observer.close();

        assertThat(reports.heard).containsExactly("failing noting what clients do");
    }
}

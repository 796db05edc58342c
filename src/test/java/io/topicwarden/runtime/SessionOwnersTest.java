/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SessionOwnersTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final List<SessionOwners> opened = new ArrayList<>();

    @Test
    void resume_unknownSession_mayBeResumed() {
        assertThat(owners().mayResume("c", "alice")).isTrue();
    }

    @Test
    void resume_anothersSession_mayNot() {
        SessionOwners owners = owners();
        owners.note("c", "alice", true);

        assertThat(owners.mayResume("c", "alice")).isTrue();
        assertThat(owners.mayResume("c", "bob")).isFalse();
        assertThat(owners.mayResume("d", "bob")).isTrue();
    }

    @Test
    void resume_sessionThatWasNotToOutliveItsConnection_mayBeResumed() {
        SessionOwners owners = owners();
        owners.note("c", "alice", true);
        owners.note("c", "alice", false);

        assertThat(owners.mayResume("c", "bob")).isTrue();
    }

    @Test
    void resume_afterARestart_isStillKnown() {
        SessionOwners before = owners();
        before.note("c", "alice", true);
        before.note("d", "alice", true);
        before.note("d", "bob", true);
        before.note("e", "alice", true);
        before.note("e", "alice", false);
        before.close();

        SessionOwners after = owners();
        assertThat(after.mayResume("c", "bob")).isFalse();
        assertThat(after.mayResume("d", "alice")).isFalse();
        assertThat(after.mayResume("e", "bob")).isTrue();
    }

    @Test
    void read_tornOrForeignLines_arePassedOver() throws IOException {
        SessionOwners before = owners();
        before.note("c", "alice", true);
        before.close();
        Files.writeString(file(), Files.readString(file()) + "\nshort\n" + "x".repeat(65) + "\nabc");

        assertThat(owners().mayResume("c", "bob")).isFalse();
    }

    @Test
    void note_fileCannotBeWritten_isKnownUntilTheRestart() throws IOException {
        Files.createDirectories(file());
        SessionOwners owners = owners();
        owners.note("c", "alice", true);
        owners.close();

        assertThat(owners.mayResume("c", "bob")).isFalse();
    }

    @Test
    void note_fileCouldNotBeWrittenForATime_isKnownAfterTheRestart() throws IOException {
        Path inThePlaceOfTheFolder = Files.writeString(folder.resolve("data"), "");
        SessionOwners owners = owners();
        owners.note("c", "alice", true);
        owners.note("d", "alice", true);
        owners.flush();
        Files.delete(inThePlaceOfTheFolder);
        owners.close();

        SessionOwners after = owners();
        assertThat(after.mayResume("c", "bob")).isFalse();
        assertThat(after.mayResume("d", "bob")).isFalse();
    }

    @AfterEach
    void close() {
        opened.forEach(SessionOwners::close);
    }

    private SessionOwners owners() {
        SessionOwners owners = new SessionOwners(file());
        opened.add(owners);
        return owners;
    }

    private Path file() {
        return folder.resolve("data/session-owners");
    }
}

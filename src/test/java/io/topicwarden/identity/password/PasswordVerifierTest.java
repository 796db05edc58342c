/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.password;

import static io.topicwarden.identity.password.ScriptedHashCheck.RIGHT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.identity.password.PasswordResult.Rejected;
import io.topicwarden.policy.PasswordHash;
import io.topicwarden.policy.ReasonCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PasswordVerifierTest {

    private static final String BCRYPT = "$2b$04$CCCCCCCCCCCCCCCCCCCCC.FXJHjF.8tyWAsIeGLxC7hC/nyX4QxgC";
    private static final String HERE = "10.0.0.1";
    private static final byte[] WRONG = "wrong".getBytes(UTF_8);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final ScriptedHashCheck hashCheck = new ScriptedHashCheck();
    private final Answers answers = new Answers();
    private final PasswordVerifier verifier = new PasswordVerifier(1, 20, now::get, hashCheck);

    private Optional<PasswordHash> hash = Optional.empty();

    @BeforeEach
    void arm() throws Exception {
        hashCheck.arm();
        hash = Optional.of(PasswordHash.parse(BCRYPT));
    }

    @AfterEach
    void close() {
        hashCheck.release();
        verifier.close();
    }

    @Test
    void verify_rightPassword_isVerifiedUnderItsName() {
        verifier.verify(HERE, "alice", hash, RIGHT, answers);
        assertThat(answers.next())
                .isInstanceOfSatisfying(VerifiedPassword.class, verified -> assertThat(verified.name())
                        .isEqualTo("alice"));
    }

    @Test
    void verify_wrongPassword_isRejected() {
        verifier.verify(HERE, "alice", hash, WRONG, answers);
        assertThat(reason(answers.next())).isEqualTo(ReasonCode.BAD_CREDENTIALS);
    }

    @Test
    void verify_admitted_runsOnADaemonThreadOfItsOwn() {
        verifier.verify(HERE, "alice", hash, RIGHT, answers);
        answers.next();
        assertThat(answers.thread().getName()).isEqualTo("topicwarden-password-1");
        assertThat(answers.thread().isDaemon()).isTrue();
    }

    @Test
    void verify_unknownIdentity_hashesOnceWithTheDefaultParametersAndIsRejected() {
        verifier.verify(HERE, "nobody", Optional.empty(), RIGHT, answers);
        assertThat(reason(answers.next())).isEqualTo(ReasonCode.BAD_CREDENTIALS);
        assertThat(hashCheck.count()).isEqualTo(1);
        assertThat(hashCheck.hashes().get(0).encoded()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    }

    @Test
    void verify_unknownIdentityTwice_isNeverRemembered() {
        verifier.verify(HERE, "nobody", Optional.empty(), RIGHT, answers);
        answers.next();
        assertThat(verifier.recall("nobody", Optional.empty(), RIGHT)).isEmpty();
        verifier.verify(HERE, "nobody", Optional.empty(), RIGHT, answers);
        answers.next();
        assertThat(hashCheck.count()).isEqualTo(2);
    }

    @Test
    void recall_neverVerified_isEmpty() {
        assertThat(verifier.recall("alice", hash, RIGHT)).isEmpty();
    }

    @Test
    void recall_verifiedBefore_answersWithoutAHash() {
        verified();
        assertThat(verifier.recall("alice", hash, RIGHT))
                .get()
                .extracting(VerifiedPassword::name)
                .isEqualTo("alice");
        assertThat(hashCheck.count()).isEqualTo(1);
    }

    @Test
    void recall_wrongPasswordBefore_isEmpty() {
        verifier.verify(HERE, "alice", hash, WRONG, answers);
        answers.next();
        assertThat(verifier.recall("alice", hash, WRONG)).isEmpty();
    }

    @Test
    void recall_anotherPasswordOrName_isEmpty() {
        verified();
        assertThat(verifier.recall("alice", hash, WRONG)).isEmpty();
        assertThat(verifier.recall("bob", hash, RIGHT)).isEmpty();
    }

    @Test
    void recall_changedOrRemovedHash_isEmpty() throws Exception {
        verified();
        PasswordHash changed = PasswordHash.parse(BCRYPT.replace("$04$", "$05$"));
        assertThat(verifier.recall("alice", Optional.of(changed), RIGHT)).isEmpty();
        assertThat(verifier.recall("alice", Optional.empty(), RIGHT)).isEmpty();
    }

    @Test
    void recall_tenMinutesLater_isEmpty() {
        verified();
        now.updateAndGet(instant -> instant.plus(Duration.ofMinutes(10)).minusNanos(1));
        assertThat(verifier.recall("alice", hash, RIGHT)).isPresent();
        now.updateAndGet(instant -> instant.plusNanos(1));
        assertThat(verifier.recall("alice", hash, RIGHT)).isEmpty();
    }

    @Test
    void verify_verifiedWhileItWaited_computesNoSecondHash() {
        verified();
        verifier.verify(HERE, "alice", hash, RIGHT, answers);
        assertThat(answers.next()).isInstanceOf(VerifiedPassword.class);
        assertThat(hashCheck.count()).isEqualTo(1);
    }

    @Test
    void verify_sameCredentialWhileItRuns_isJoined() {
        hashCheck.hold();
        for (int i = 0; i < 100; i++) {
            verifier.verify(HERE, "alice", hash, RIGHT, answers);
        }
        hashCheck.release();
        for (int i = 0; i < 100; i++) {
            assertThat(answers.next()).isInstanceOf(VerifiedPassword.class);
        }
        assertThat(hashCheck.count()).isEqualTo(1);
    }

    @Test
    void verify_anotherPasswordWhileOneRuns_isNotJoined() {
        Answers wrong = new Answers();
        hashCheck.hold();
        verifier.verify(HERE, "alice", hash, RIGHT, answers);
        verifier.verify(HERE, "alice", hash, WRONG, wrong);
        hashCheck.release();
        assertThat(answers.next()).isInstanceOf(VerifiedPassword.class);
        assertThat(reason(wrong.next())).isEqualTo(ReasonCode.BAD_CREDENTIALS);
    }

    @Test
    void verify_tooManyJoined_isThrottled() {
        hashCheck.hold();
        for (int i = 0; i < 1024; i++) {
            verifier.verify(HERE, "alice", hash, RIGHT, answers);
        }
        Answers last = new Answers();
        verifier.verify(HERE, "alice", hash, RIGHT, last);
        assertThat(reason(last.next())).isEqualTo(ReasonCode.THROTTLED);
    }

    @Test
    void verify_ninthCheckOfOneName_isThrottledAtOnceAndOthersAreNot() {
        hashCheck.hold();
        List<Answers> alice = fill("alice", 8);
        Answers ninth = ask("alice", "9");
        assertThat(reason(ninth.next())).isEqualTo(ReasonCode.THROTTLED);
        assertThat(ninth.thread()).isSameAs(Thread.currentThread());
        Answers bob = ask("bob", "right");
        hashCheck.release();
        assertThat(bob.next()).isInstanceOf(VerifiedPassword.class);
        alice.forEach(answer -> assertThat(reason(answer.next())).isEqualTo(ReasonCode.BAD_CREDENTIALS));
    }

    @Test
    void verify_placesOfANameTakenFromElsewhere_itsOwnerIsChecked() {
        hashCheck.hold();
        List<Answers> elsewhere = fill("alice", 8);
        Answers owner = new Answers();
        verifier.verify("10.0.0.2", "alice", hash, RIGHT, owner);
        hashCheck.release();
        assertThat(owner.next()).isInstanceOf(VerifiedPassword.class);
        elsewhere.forEach(answer -> assertThat(reason(answer.next())).isEqualTo(ReasonCode.BAD_CREDENTIALS));
    }

    @Test
    void verify_afterTheChecksOfAName_hasRoomForItAgain() {
        hashCheck.hold();
        List<Answers> alice = fill("alice", 8);
        hashCheck.release();
        alice.forEach(Answers::next);
        assertThat(ask("alice", "right").next()).isInstanceOf(VerifiedPassword.class);
    }

    @Test
    void verify_queueFull_isThrottledAtOnce() {
        hashCheck.hold();
        ask("running", "0");
        hashCheck.awaitEntered();
        for (int i = 0; i < 20; i++) {
            assertThat(ask("name-" + i, "0").isEmpty()).isTrue();
        }
        Answers last = ask("last", "0");
        assertThat(reason(last.next())).isEqualTo(ReasonCode.THROTTLED);
        assertThat(last.thread()).isSameAs(Thread.currentThread());
    }

    @Test
    void verify_throttled_leavesNothingBehindThatWouldJoin() {
        hashCheck.hold();
        fill("alice", 8);
        ask("alice", "right");
        hashCheck.release();
        assertThat(eventually("alice", "right")).isInstanceOf(VerifiedPassword.class);
    }

    @Test
    void verify_checkThrowsError_isInternalErrorAndTheThreadLives() {
        hashCheck.failWith(() -> {
            throw new OutOfMemoryError("text that must not be told");
        });
        verifier.verify(HERE, "alice", hash, RIGHT, answers);
        assertThat(answers.next())
                .isEqualTo(new Rejected(ReasonCode.INTERNAL_ERROR, "the password check failed: OutOfMemoryError"));
        hashCheck.failWith(() -> {});
        verifier.verify(HERE, "alice", hash, RIGHT, answers);
        assertThat(answers.next()).isInstanceOf(VerifiedPassword.class);
        assertThat(answers.thread().getName()).isEqualTo("topicwarden-password-1");
    }

    @Test
    void verify_callbackThrows_othersAreAnsweredAndTheThreadLives() {
        hashCheck.hold();
        verifier.verify(HERE, "alice", hash, RIGHT, result -> {
            throw new AssertionError("thrown by a test");
        });
        verifier.verify(HERE, "alice", hash, RIGHT, answers);
        hashCheck.release();
        assertThat(answers.next()).isInstanceOf(VerifiedPassword.class);
        verifier.verify(HERE, "bob", hash, RIGHT, answers);
        assertThat(answers.next()).isInstanceOf(VerifiedPassword.class);
        assertThat(answers.thread().getName()).isEqualTo("topicwarden-password-1");
    }

    @Test
    void verify_done_copyIsZeroedAndTheCallersArrayIsNot() {
        byte[] password = RIGHT.clone();
        verifier.verify(HERE, "alice", hash, password, answers);
        answers.next();
        assertThat(hashCheck.passwords().get(0)).isNotSameAs(password).containsOnly(0);
        assertThat(password).isEqualTo(RIGHT);
    }

    @Test
    void verify_callerClearsItsArrayAtOnce_isCheckedAllTheSame() {
        hashCheck.hold();
        byte[] password = RIGHT.clone();
        verifier.verify(HERE, "alice", hash, password, answers);
        password[0] = 0;
        hashCheck.release();
        assertThat(answers.next()).isInstanceOf(VerifiedPassword.class);
    }

    @Test
    void close_waitingChecks_areThrottledWithoutAHashAndTheRunningOneEnds() {
        hashCheck.hold();
        Answers running = ask("alice", "right");
        hashCheck.awaitEntered();
        Answers waiting = ask("bob", "right");
        verifier.close();
        hashCheck.release();
        assertThat(running.next()).isInstanceOf(VerifiedPassword.class);
        assertThat(reason(waiting.next())).isEqualTo(ReasonCode.THROTTLED);
        assertThat(hashCheck.count()).isEqualTo(1);
    }

    @Test
    void close_afterwards_everyCheckIsThrottledAndNothingIsRecalled() {
        verified();
        verifier.close();
        verifier.verify(HERE, "alice", hash, RIGHT, answers);
        assertThat(reason(answers.next())).isEqualTo(ReasonCode.THROTTLED);
        assertThat(answers.thread()).isSameAs(Thread.currentThread());
        assertThat(verifier.recall("alice", hash, RIGHT)).isEmpty();
    }

    @Test
    void close_afterTheLastCheck_endsTheThread() throws Exception {
        verified();
        verifier.close();
        answers.thread().join(20_000);
        assertThat(answers.thread().isAlive()).isFalse();
    }

    @Test
    void selfTest_failing_everyCheckIsInternalError() {
        HashCheck broken = (hash, password) -> {
            throw new NoClassDefFoundError("a class");
        };
        try (PasswordVerifier closed = new PasswordVerifier(1, 1, now::get, broken)) {
            closed.verify(HERE, "alice", hash, RIGHT, answers);
            assertThat(reason(answers.next())).isEqualTo(ReasonCode.INTERNAL_ERROR);
        }
    }

    @Test
    void selfTest_everythingMatches_everyCheckIsInternalError() {
        try (PasswordVerifier closed = new PasswordVerifier(1, 1, now::get, (hash, password) -> true)) {
            closed.verify(HERE, "alice", hash, RIGHT, answers);
            assertThat(reason(answers.next())).isEqualTo(ReasonCode.INTERNAL_ERROR);
        }
    }

    @Test
    void verify_realFunctions_admitOnlyThePassword() throws Exception {
        Optional<PasswordHash> argon2id = Optional.of(PasswordHash.parse(
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"));
        try (PasswordVerifier real = new PasswordVerifier(2, 10, now::get)) {
            real.verify(HERE, "alice", argon2id, "password".getBytes(UTF_8), answers);
            assertThat(answers.next()).isInstanceOf(VerifiedPassword.class);
            real.verify(HERE, "alice", argon2id, WRONG, answers);
            assertThat(reason(answers.next())).isEqualTo(ReasonCode.BAD_CREDENTIALS);
            real.verify(HERE, "nobody", Optional.empty(), WRONG, answers);
            assertThat(reason(answers.next())).isEqualTo(ReasonCode.BAD_CREDENTIALS);
        }
    }

    private void verified() {
        verifier.verify(HERE, "alice", hash, RIGHT, answers);
        assertThat(answers.next()).isInstanceOf(VerifiedPassword.class);
    }

    private List<Answers> fill(String name, int checks) {
        List<Answers> all = new ArrayList<>();
        for (int i = 0; i < checks; i++) {
            all.add(ask(name, "guess " + i));
        }
        return all;
    }

    private Answers ask(String name, String password) {
        Answers result = new Answers();
        verifier.verify(HERE, name, hash, password.getBytes(UTF_8), result);
        return result;
    }

    /** Asks until there is room. */
    private PasswordResult eventually(String name, String password) {
        PasswordResult result = ask(name, password).next();
        while (result instanceof Rejected rejected && rejected.reason() == ReasonCode.THROTTLED) {
            result = ask(name, password).next();
        }
        return result;
    }

    private static ReasonCode reason(PasswordResult result) {
        return ((Rejected) result).reason();
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.password;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.topicwarden.policy.PasswordHash;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A hash check that is right in the self-test; once {@link #arm armed} it takes only {@link #RIGHT}, counts, remembers what it
 * was given, and can be held up or made to fail.
 */
final class ScriptedHashCheck implements HashCheck {

    static final byte[] RIGHT = "right".getBytes(US_ASCII);

    private final HashCheck real = new BouncyCastleHashCheck();
    private final AtomicInteger count = new AtomicInteger();
    private final List<byte[]> passwords = new CopyOnWriteArrayList<>();
    private final List<PasswordHash> hashes = new CopyOnWriteArrayList<>();
    private final Semaphore entered = new Semaphore(0);
    private final Semaphore gate = new Semaphore(0);
    private volatile boolean scripted;
    private volatile boolean held;
    private volatile Runnable failure = () -> {};

    void arm() {
        scripted = true;
    }

    void hold() {
        held = true;
    }

    void release() {
        held = false;
        gate.release(1000);
    }

    void failWith(Runnable thrower) {
        failure = thrower;
    }

    /** Waits until a check has begun that no earlier call has waited for. */
    void awaitEntered() {
        entered.acquireUninterruptibly();
    }

    int count() {
        return count.get();
    }

    List<byte[]> passwords() {
        return passwords;
    }

    List<PasswordHash> hashes() {
        return hashes;
    }

    @Override
    public boolean matches(PasswordHash hash, byte[] password) {
        if (!scripted) {
            return real.matches(hash, password);
        }
        count.incrementAndGet();
        passwords.add(password);
        hashes.add(hash);
        entered.release();
        if (held) {
            gate.acquireUninterruptibly();
        }
        failure.run();
        return Arrays.equals(password, RIGHT);
    }
}

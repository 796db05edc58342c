/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.password;

import static io.topicwarden.policy.ReasonCode.BAD_CREDENTIALS;
import static io.topicwarden.policy.ReasonCode.INTERNAL_ERROR;
import static io.topicwarden.policy.ReasonCode.THROTTLED;

import io.topicwarden.identity.password.PasswordResult.Rejected;
import io.topicwarden.policy.PasswordHash;
import io.topicwarden.policy.PatternSyntaxException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks passwords against their hashes, on threads of its own behind a bounded queue, and remembers for ten minutes what
 * it verified, under a keyed MAC of name, hash and password: a changed hash is never answered from memory.
 *
 * <p>Whoever hands in a password keeps the array: it is copied at entry, and the copy is zeroed once it has been checked or
 * refused. No password is stored or logged.
 */
public final class PasswordVerifier implements AutoCloseable {

    /*
     * An unknown identity is checked against this hash and then refused, so that the time to the answer does not tell who
     * exists. It has the parameters that Topicwarden itself gives to new hashes; identities whose hashes are much dearer
     * or cheaper (bcrypt imports among them) can still be told from unknown ones by their time.
     */
    private static final PasswordHash NOBODY = parsed(
            "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5J3Mgc2FsdCEhIQ" + "$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");

    private static final Rejected NO_ROOM = new Rejected(THROTTLED, "too many password checks are waiting");
    private static final Rejected CLOSED = new Rejected(THROTTLED, "the password checks have ended");
    private static final Rejected UNKNOWN = new Rejected(BAD_CREDENTIALS, "the identity is unknown or has no password");
    private static final Rejected WRONG = new Rejected(BAD_CREDENTIALS, "the password is wrong");

    private static final Logger LOG = LoggerFactory.getLogger(PasswordVerifier.class);

    private final HashCheck hashCheck;
    private final Optional<Rejected> broken;
    private final CredentialMac mac = new CredentialMac();
    private final VerifiedCredentials verified;
    private final CheckQueue queue;
    private final AtomicReference<String> told = new AtomicReference<>("");
    private volatile boolean closed;

    /**
     * Starts the threads, and tests the hash functions with known vectors; should they fail, every check is answered with
     * {@code INTERNAL_ERROR}.
     *
     * @param threads how many passwords are hashed at once, at least 1; each takes the memory that its hash names, up to
     *     256 MiB
     * @param queue how many checks may wait, at least 1; more are answered with {@code THROTTLED}
     * @param time for the age of what is remembered
     */
    public PasswordVerifier(int threads, int queue, InstantSource time) {
        this(threads, queue, time, new BouncyCastleHashCheck());
    }

    PasswordVerifier(int threads, int queue, InstantSource time, HashCheck hashCheck) {
        this.hashCheck = hashCheck;
        broken = SelfTest.failureOf(hashCheck).map(failure -> new Rejected(INTERNAL_ERROR, failure));
        verified = new VerifiedCredentials(time);
        this.queue = new CheckQueue(threads, queue, this::check);
    }

    /** Answers from memory, if this very name, hash and password were verified lately. Never blocks, computes no hash. */
    public Optional<VerifiedPassword> recall(String name, Optional<PasswordHash> hash, byte[] password) {
        return closed ? Optional.empty() : verified.find(mac.of(name, hash, password));
    }

    /** Whether an equal check waits or runs, which {@link #verify} would join: nothing more would be learnt or computed. */
    public boolean isUnderWay(String name, Optional<PasswordHash> hash, byte[] password) {
        return queue.holds(mac.of(name, hash, password));
    }

    /**
     * Checks a password. Equal checks that come in while one waits or runs share its answer; of one name from one source at
     * most eight different ones may wait.
     *
     * @param source where it comes from, compared by {@code equals}
     * @param name of the identity
     * @param hash of its password; empty if the identity is unknown or has none, which takes the time of a check and is
     *     refused
     * @param password any bytes
     * @param whenDone called exactly once: on a thread of the verifier's own, or at once on the caller's with
     *     {@code THROTTLED} if there is no room or the verifier is closed
     */
    public void verify(
            Object source,
            String name,
            Optional<PasswordHash> hash,
            byte[] password,
            Consumer<PasswordResult> whenDone) {
        byte[] copy = password.clone();
        PendingCheck.Lane lane = new PendingCheck.Lane(name, source);
        PendingCheck check = new PendingCheck(mac.of(name, hash, copy), lane, hash, copy);
        if (!queue.offer(check, whenDone)) {
            whenDone.accept(closed ? CLOSED : NO_ROOM);
        }
    }

    /** Takes no more checks, answers the waiting ones with {@code THROTTLED}, lets the running ones end, and forgets all. */
    @Override
    public void close() {
        closed = true;
        queue.close();
        verified.forgetAll();
    }

    private PasswordResult check(PendingCheck check) {
        if (closed) {
            return CLOSED;
        }
        if (broken.isPresent()) {
            return broken.get();
        }
        try {
            return compare(check);
        } catch (Throwable e) {
            // Out of memory for a large hash, most likely. Only its kind is told: its text could hold parts of the
            // hash.
            String kind = e.getClass().getSimpleName();
            if (!kind.equals(told.getAndSet(kind))) {
                LOG.error(
                        "Passwords could not be checked and were refused: {}; not told again until something else fails",
                        kind);
            }
            return new Rejected(INTERNAL_ERROR, "the password check failed: " + kind);
        }
    }

    private PasswordResult compare(PendingCheck check) {
        Optional<VerifiedPassword> known = verified.find(check.key());
        if (known.isPresent()) {
            return known.get();
        }
        PasswordHash hash = check.hash().orElse(NOBODY);
        boolean matches = hashCheck.matches(hash, check.password());
        if (check.hash().isEmpty()) {
            return UNKNOWN;
        }
        return matches ? remembered(check, hash) : WRONG;
    }

    private VerifiedPassword remembered(PendingCheck check, PasswordHash hash) {
        VerifiedPassword result = new VerifiedPassword(check.name(), hash);
        verified.remember(check.key(), result);
        return result;
    }

    private static PasswordHash parsed(String encoded) {
        try {
            return PasswordHash.parse(encoded);
        } catch (PatternSyntaxException e) {
            throw new IllegalStateException("a constant is no password hash", e);
        }
    }
}

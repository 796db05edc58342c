/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import io.topicwarden.conf.Sha256;
import io.topicwarden.policy.Policy;
import io.topicwarden.policy.StoreSettings;
import io.topicwarden.policy.yaml.Loaded;
import io.topicwarden.policy.yaml.PolicyReader;
import io.topicwarden.policy.yaml.ProblemPrinter;
import io.topicwarden.policy.yaml.SourceFile;
import io.topicwarden.store.PolicyRevision;
import io.topicwarden.store.postgres.BrokerStatus;
import io.topicwarden.store.postgres.PostgresStore;
import io.topicwarden.store.postgres.StoreListener;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One database that is followed: the revision that it told of last, and what this broker says of itself in it. */
final class FollowedDatabase implements StoreListener, AutoCloseable {

    /** What somebody does about it. */
    interface Listener {

        /** It has told of a revision that is valid. Returns when it has been tried to put that in force. */
        void accepted();

        /** Identities are not what they were. */
        void identitiesChanged(FollowedDatabase by);

        /** A client waited so many nanoseconds for an identity. */
        void loaded(long nanos);

        /** An identity could not be read. */
        void loadFailed();
    }

    /** A revision that was refused, and why. */
    private record RefusedRevision(long number, String because) {}

    private static final int MOST_PROBLEMS = 10;
    private static final Logger LOG = LoggerFactory.getLogger(FollowedDatabase.class);

    private final StoreSettings.Postgres settings;
    private final String broker;
    private final Listener listener;
    private final PostgresStore store;
    private final CountDownLatch answered = new CountDownLatch(1);
    private final Object turn = new Object();
    private boolean closed;
    private volatile Optional<PolicyRevision> accepted;
    private volatile Optional<RefusedRevision> refused = Optional.empty();
    private volatile Optional<Long> inForce = Optional.empty();
    private volatile String hashInForce = "";

    /**
     * @param known a revision to begin with, until it tells of one
     * @param wanted the names that are to be in memory when it first answers
     */
    @SuppressWarnings("ThisEscapedInObjectConstruction") // the store's thread starts when all else is set
    FollowedDatabase(
            StoreSettings.Postgres settings,
            Path conf,
            String broker,
            Optional<PolicyRevision> known,
            Supplier<Set<String>> wanted,
            Listener listener) {
        this.settings = settings;
        this.broker = broker;
        this.listener = listener;
        this.accepted = known;
        this.store = PostgresStore.open(settings, conf, wanted, this);
    }

    boolean isOf(StoreSettings.Postgres other) {
        return settings.equals(other);
    }

    PostgresStore store() {
        return store;
    }

    /** The revision that is to be in force, or empty until one is known. */
    Optional<PolicyRevision> accepted() {
        return accepted;
    }

    /** Waits until a revision is known, or it is known that there is none, but no longer than these seconds. */
    void await(long seconds) {
        try {
            boolean done = accepted.isPresent() || answered.await(seconds, TimeUnit.SECONDS);
            if (!done) {
                LOG.error("The database of `{}` has not told of a policy yet", settings.url());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The number of the revision in force, if it is this database's. */
    Optional<Long> inForce() {
        return inForce;
    }

    /** Notes which policy is in force, by this database's word; the revision that it is. */
    Optional<PolicyRevision> enforced(String hash) {
        hashInForce = hash;
        return note();
    }

    /** Two revisions can have one text; the number that counts is the last one's. */
    private Optional<PolicyRevision> note() {
        Optional<PolicyRevision> now =
                accepted.filter(revision -> revision.sha256().equals(hashInForce));
        now.ifPresent(revision -> inForce = Optional.of(revision.number()));
        return now;
    }

    /** Why a revision cannot be in force, if it cannot. */
    static Optional<String> refusal(PolicyRevision revision) {
        if (!Sha256.of(revision.text()).equals(revision.sha256())) {
            return Optional.of("its text is not that of its sha-256");
        }
        SourceFile file = new SourceFile(
                "policy revision " + revision.number(), revision.text().getBytes(StandardCharsets.UTF_8));
        Loaded<Policy> loaded = PolicyReader.read(List.of(file));
        return loaded.value().isPresent()
                ? Optional.empty()
                : Optional.of(String.join(
                        "\n",
                        loaded.problems().stream()
                                .limit(MOST_PROBLEMS)
                                .map(problem -> ProblemPrinter.print(problem, ""))
                                .toList()));
    }

    @Override
    public boolean revision(PolicyRevision revision, boolean newest) {
        Optional<String> refusal = refusal(revision);
        synchronized (turn) {
            if (closed) {
                return true; // the last words of a database that has been let go
            }
            if (refusal.isPresent()) {
                refuse(revision, newest, refusal.get());
                return false;
            }
            refused = newest ? Optional.empty() : refused;
            accepted = Optional.of(revision);
        }
        answered.countDown();
        listener.accepted();
        Optional<PolicyRevision> unused = note();
        return true;
    }

    private void refuse(PolicyRevision revision, boolean newest, String because) {
        if (newest) {
            refused = Optional.of(new RefusedRevision(revision.number(), because));
        }
        LOG.error("Policy revision {} is refused; what was in force stays in force:\n{}", revision.number(), because);
    }

    @Override
    public void noRevision() {
        LOG.error("The database holds no policy that is valid: run `topicwarden store push`");
        answered.countDown();
    }

    @Override
    public void identitiesChanged() {
        listener.identitiesChanged(this);
    }

    @Override
    public void unavailable() {
        // who waits for the first answer goes on waiting for it
    }

    @Override
    public void loaded(long nanos) {
        listener.loaded(nanos);
    }

    @Override
    public void failed() {
        listener.loadFailed();
    }

    @Override
    public BrokerStatus status() {
        return new BrokerStatus(
                broker, inForce, refused.map(RefusedRevision::number), refused.map(RefusedRevision::because));
    }

    @Override
    public void close() {
        synchronized (turn) {
            closed = true;
        }
        store.close();
    }
}

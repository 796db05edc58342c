/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import io.topicwarden.conf.Sha256;
import io.topicwarden.conf.SharedPolicy;
import io.topicwarden.policy.Policy;
import io.topicwarden.policy.StoreSettings;
import io.topicwarden.policy.yaml.Loaded;
import io.topicwarden.policy.yaml.PolicyReader;
import io.topicwarden.policy.yaml.ProblemPrinter;
import io.topicwarden.policy.yaml.SourceFile;
import io.topicwarden.store.IdentitySource;
import io.topicwarden.store.PolicyRevision;
import io.topicwarden.store.postgres.BrokerStatus;
import io.topicwarden.store.postgres.PostgresStore;
import io.topicwarden.store.postgres.StoreListener;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This broker's part in a fleet that shares a database: what the database says, and what of it is in force here. */
final class Fleet implements SharedPolicy, AutoCloseable {

    /** What is to happen when the database says something new. */
    interface Changes {

        /** Another revision of the policy is to be loaded. Returns when that has been tried. */
        void policy();

        /** Every client is to be decided again: identities have changed. */
        void identities();
    }

    /** A store that is followed, and what it was opened with. */
    private record Followed(StoreSettings.Postgres settings, PostgresStore store, CountDownLatch answered) {}

    /** A revision that was refused, and why. */
    private record RefusedRevision(long number, String because) {}

    private static final long FIRST_ANSWER_SECONDS = 5;
    private static final Logger LOG = LoggerFactory.getLogger(Fleet.class);

    private final Path conf;
    private final SavedRevision saved;
    private final String broker;
    private final Changes changes;
    private final Object turn = new Object();
    private volatile Optional<Followed> followed = Optional.empty();
    private volatile Optional<PolicyRevision> accepted = Optional.empty();
    private volatile Optional<RefusedRevision> refused = Optional.empty();
    private volatile Optional<Long> inForce = Optional.empty();
    private volatile String hashInForce = "";
    private Optional<Listener> heard = Optional.empty();

    /**
     * @param data the folder for what must outlive a restart
     * @param broker what this broker is called in the database
     */
    Fleet(Path conf, Path data, String broker, Changes changes) {
        this.conf = conf;
        this.saved = new SavedRevision(data.resolve("policy-revision"));
        this.broker = broker;
        this.changes = changes;
    }

    @Override
    public Optional<PolicyRevision> revision(StoreSettings.Postgres settings) {
        Optional<Followed> now = followed;
        if (now.isEmpty() || !now.get().settings().equals(settings)) {
            now = Optional.of(follow(settings));
        }
        if (accepted.isEmpty()) {
            await(now.get().answered());
        }
        return accepted;
    }

    /** The identities of the database that is followed. */
    IdentitySource identities() {
        return followed.orElseThrow(() -> new IllegalStateException("no database is followed"))
                .store()
                .identities();
    }

    /** Notes what has been put in force; where that is files, the database is let go. */
    void enforced(Snapshot snapshot) {
        if (snapshot.settings().store() instanceof StoreSettings.Files) {
            close();
            inForce = Optional.empty();
            return;
        }
        hashInForce = snapshot.policyHash();
        note();
    }

    /** Two revisions can have one text; the number that counts is the last one's. */
    private void note() {
        accepted.filter(revision -> revision.sha256().equals(hashInForce))
                .ifPresent(revision -> inForce = Optional.of(revision.number()));
    }

    /** A figure of the store, or 0 if none is followed. */
    long figure(ToLongFunction<PostgresStore> figure) {
        return followed.map(now -> figure.applyAsLong(now.store())).orElse(0L);
    }

    /** The number of the revision in force, or 0. */
    long revision() {
        return inForce.orElse(0L);
    }

    private Followed follow(StoreSettings.Postgres settings) {
        close();
        CountDownLatch answered = new CountDownLatch(1);
        Listener listener = new Listener(answered);
        synchronized (turn) {
            heard = Optional.of(listener);
            accepted = saved.read().filter(revision -> refusal(revision).isEmpty());
        }
        accepted.ifPresent(revision -> LOG.info("Policy revision {} is known from before", revision.number()));
        Followed now = new Followed(settings, PostgresStore.open(settings, conf, listener), answered);
        followed = Optional.of(now);
        return now;
    }

    private static Optional<String> refusal(PolicyRevision revision) {
        if (!Sha256.of(revision.text()).equals(revision.sha256())) {
            return Optional.of("its text is not that of its sha-256");
        }
        Loaded<Policy> loaded = PolicyReader.read(List.of(file(revision)));
        return loaded.value().isPresent()
                ? Optional.empty()
                : Optional.of(String.join(
                        "\n",
                        loaded.problems().stream()
                                .limit(10)
                                .map(problem -> ProblemPrinter.print(problem, ""))
                                .toList()));
    }

    /** A revision as the file that problems and records name. */
    private static SourceFile file(PolicyRevision revision) {
        return new SourceFile(
                "policy revision " + revision.number(), revision.text().getBytes(StandardCharsets.UTF_8));
    }

    private static void await(CountDownLatch answered) {
        try {
            if (!answered.await(FIRST_ANSWER_SECONDS, TimeUnit.SECONDS)) {
                LOG.error("The database has not answered yet, and no policy is known from before");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        Optional<Followed> last = followed;
        followed = Optional.empty();
        synchronized (turn) {
            heard = Optional.empty();
        }
        last.ifPresent(now -> now.store().close());
    }

    private final class Listener implements StoreListener {

        private final CountDownLatch answered;

        Listener(CountDownLatch answered) {
            this.answered = answered;
        }

        @Override
        public boolean revision(PolicyRevision revision, boolean newest) {
            Optional<String> refusal = refusal(revision);
            synchronized (turn) {
                if (!heard.equals(Optional.of(this))) {
                    return true; // the last words of a database that has been let go
                }
                if (refusal.isPresent()) {
                    refuse(revision, newest, refusal.get());
                    return false;
                }
                refused = newest ? Optional.empty() : refused;
                accepted = Optional.of(revision);
                saved.write(revision);
            }
            answered.countDown();
            changes.policy();
            note();
            return true;
        }

        private void refuse(PolicyRevision revision, boolean newest, String because) {
            if (newest) {
                refused = Optional.of(new RefusedRevision(revision.number(), because));
            }
            LOG.error(
                    "Policy revision {} is refused; what was in force stays in force:\n{}", revision.number(), because);
        }

        @Override
        public void noRevision() {
            LOG.error("The database holds no policy that is valid: run `topicwarden store push`");
            answered.countDown();
        }

        @Override
        public void identitiesChanged() {
            changes.identities();
        }

        @Override
        public void unavailable() {
            // who waits for the first answer goes on waiting for it
        }

        @Override
        public BrokerStatus status() {
            return new BrokerStatus(
                    broker, inForce, refused.map(RefusedRevision::number), refused.map(RefusedRevision::because));
        }
    }
}

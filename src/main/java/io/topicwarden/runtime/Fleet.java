/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import io.topicwarden.conf.SharedPolicy;
import io.topicwarden.policy.StoreSettings;
import io.topicwarden.store.IdentitySource;
import io.topicwarden.store.PolicyRevision;
import io.topicwarden.store.postgres.PostgresStore;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This broker's part in a fleet that shares a database: what the database says, and what of it is in force here. */
final class Fleet implements SharedPolicy, AutoCloseable {

    /*
     * Two databases can be followed at once: the one whose word is in force, and one that changed settings name and that has not
     * proved itself yet. The second takes the first one's place when a snapshot of it has been put in force, and not before:
     * settings that are wrong, or name a database that does not answer, leave everything as it is. The identities that the first
     * one's clients rest on are read from the second before it tells of its policy, so that nobody is disconnected for a new
     * address.
     */

    /** What is to happen when the database says something new. */
    interface Changes {

        /** Another revision of the policy is to be loaded. Returns when that has been tried. */
        void policy();

        /** Every client is to be decided again: identities may have changed. Does not wait for it. */
        void identities();

        /** A client waited so many nanoseconds for an identity. */
        void loaded(long nanos);

        /** An identity could not be read. */
        void loadFailed();
    }

    private static final long FIRST_ANSWER_SECONDS = 5;

    /** While something is in force, whatever changes in it would have to wait as well; a later answer is taken when it comes. */
    private static final long USUAL_ANSWER_SECONDS = 1;

    private static final Logger LOG = LoggerFactory.getLogger(Fleet.class);

    private final Path conf;
    private final SavedRevision saved;
    private final String broker;
    private final IgnoredFiles ignored;
    private final Changes changes;
    private volatile boolean anythingInForce;
    private volatile Optional<FollowedDatabase> followed = Optional.empty();
    private volatile Optional<FollowedDatabase> candidate = Optional.empty();

    /**
     * @param data the folder for what must outlive a restart
     * @param broker what this broker is called in the database
     */
    Fleet(Path conf, Path data, String broker, Changes changes) {
        this.conf = conf;
        this.saved = new SavedRevision(data.resolve("policy-revision"));
        this.broker = broker;
        this.ignored = new IgnoredFiles(conf);
        this.changes = changes;
    }

    @Override
    public Optional<PolicyRevision> revision(StoreSettings.Postgres settings) {
        if (isOf(followed, settings)) {
            drop();
        } else if (!isOf(candidate, settings)) {
            drop();
            begin(settings);
        }
        Optional<FollowedDatabase> named = named(settings);
        if (!anythingInForce) {
            named.ifPresent(database -> database.await(FIRST_ANSWER_SECONDS));
        }
        return named.flatMap(FollowedDatabase::accepted);
    }

    /** Nothing is lost by following a database at once where nothing is in force. */
    private void begin(StoreSettings.Postgres settings) {
        if (anythingInForce) {
            FollowedDatabase named = open(settings, Optional.empty());
            candidate = Optional.of(named);
            named.await(USUAL_ANSWER_SECONDS);
            return;
        }
        Optional<PolicyRevision> known = saved.read()
                .filter(revision -> FollowedDatabase.refusal(revision).isEmpty());
        known.ifPresent(revision -> LOG.info("Policy revision {} is known from before", revision.number()));
        followed.ifPresent(FollowedDatabase::close);
        followed = Optional.of(open(settings, known));
    }

    private FollowedDatabase open(StoreSettings.Postgres settings, Optional<PolicyRevision> known) {
        return new FollowedDatabase(settings, conf, broker, known, this::heldNames, new Listener());
    }

    private Set<String> heldNames() {
        return anythingInForce ? followed.map(now -> now.store().heldNames()).orElse(Set.of()) : Set.of();
    }

    /** The identities of the database that these settings name. */
    IdentitySource identities(StoreSettings.Postgres settings) {
        return named(settings)
                .orElseThrow(() -> new IllegalStateException("this database is not followed"))
                .store()
                .identities();
    }

    /** Notes what has been put in force; what it does not rest on is let go. */
    void enforced(Snapshot snapshot) {
        anythingInForce = true;
        if (snapshot.settings().store() instanceof StoreSettings.Postgres settings) {
            ignored.tell();
            promote(settings);
            followed.flatMap(now -> now.enforced(snapshot.policyHash())).ifPresent(saved::write);
        } else {
            close();
        }
    }

    private void promote(StoreSettings.Postgres settings) {
        if (isOf(candidate, settings)) {
            Optional<FollowedDatabase> before = followed;
            followed = candidate;
            candidate = Optional.empty();
            changes.identities(); // it was not listened to while its snapshot was prepared
            before.ifPresent(FollowedDatabase::close);
            followed.ifPresent(now -> now.store().settled());
        }
    }

    /** A figure of the store, or 0 if none is followed. */
    long figure(ToLongFunction<PostgresStore> figure) {
        return followed.map(now -> figure.applyAsLong(now.store())).orElse(0L);
    }

    /** The number of the revision in force, or 0. */
    long revision() {
        return followed.flatMap(FollowedDatabase::inForce).orElse(0L);
    }

    private Optional<FollowedDatabase> named(StoreSettings.Postgres settings) {
        return Stream.of(followed, candidate)
                .flatMap(Optional::stream)
                .filter(one -> one.isOf(settings))
                .findFirst();
    }

    private static boolean isOf(Optional<FollowedDatabase> database, StoreSettings.Postgres settings) {
        return database.filter(one -> one.isOf(settings)).isPresent();
    }

    private void drop() {
        Optional<FollowedDatabase> dropped = candidate;
        candidate = Optional.empty();
        dropped.ifPresent(FollowedDatabase::close);
    }

    @Override
    public void close() {
        drop();
        Optional<FollowedDatabase> last = followed;
        followed = Optional.empty();
        last.ifPresent(FollowedDatabase::close);
    }

    private final class Listener implements FollowedDatabase.Listener {

        @Override
        public void accepted() {
            changes.policy();
        }

        @Override
        public void identitiesChanged(FollowedDatabase by) {
            if (isFollowed(by)) {
                changes.identities();
            }
        }

        @Override
        public void loaded(long nanos) {
            changes.loaded(nanos);
        }

        @Override
        public void loadFailed() {
            changes.loadFailed();
        }

        private boolean isFollowed(FollowedDatabase by) {
            return followed.filter(now -> now == by).isPresent();
        }
    }
}

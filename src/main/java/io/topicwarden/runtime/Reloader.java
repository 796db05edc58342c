/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import io.topicwarden.conf.ConfLoader;
import io.topicwarden.conf.Configuration;
import io.topicwarden.policy.Policy;
import io.topicwarden.policy.Problem;
import io.topicwarden.policy.yaml.ProblemPrinter;
import io.topicwarden.policy.yaml.SourceFile;
import io.topicwarden.store.file.Stamp;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the files and swaps in what they say once they have been left alone for a moment. What does not load changes
 * nothing and is reported.
 */
final class Reloader implements AutoCloseable {

    /*
     * The files are looked at ten times a second rather than watched: a watch sees neither the swap of a symlink in
     * another folder (Kubernetes) nor a network file system. A change is read only when the files have looked the same
     * five times in a row: an editor that truncates and writes leaves, in between, a shorter policy that is valid and
     * may lack its denies. Together that is some half a second from the last write to the swap. A writer that stalls for
     * longer cannot be told from one that is done, unless it stopped within a line: a file that ends without a line end
     * where it had one before is given three more seconds. Renaming a whole file into place avoids all that.
     *
     * Where files are never left alone, a program that saves the same again and again for one, that would be for ever.
     * So after ten seconds they are read every five, and taken if twice in a row the same was in them.
     */
    private static final long PERIOD_MILLIS = 100;

    private static final int QUIET_LOOKS = 5;
    private static final int PATIENT_LOOKS = 35;

    /** After so many looks without a rest the operator is told; then every so many they are read all the same. */
    private static final int RESTLESS_LOOKS = 100;

    private static final int RESTLESS_READ_LOOKS = 50;

    /** Every so many looks a failed load is tried again, since not every cause shows in the files' stamps. */
    private static final int RETRY_LOOKS = 50;

    private static final long RELOAD_SECONDS = 10;

    private static final Logger LOG = LoggerFactory.getLogger(Reloader.class);

    private final ConfLoader loader;
    private final Consumer<Snapshot> swap;
    private final Telemetry telemetry;
    private final Function<Configuration, Snapshot> snapshots;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "topicwarden-reload");
        thread.setDaemon(true);
        return thread;
    });

    private Optional<Stamp> seen = Optional.empty();
    private Optional<Stamp> tried = Optional.empty();
    private int looksAlike;
    private int looksNeeded = QUIET_LOOKS;
    private int looksSinceFailure;
    private int looksRestless;
    private String readRestless = "";
    private List<Problem> reported = List.of();
    private String inForce = "";
    private Set<String> endingMidLine = Set.of();
    private Optional<Policy> policy = Optional.empty();
    private Set<String> policyFiles = Set.of();
    private final ChangeSummary summary = new ChangeSummary();
    private final AtomicLong version = new AtomicLong();
    private volatile long problems;

    Reloader(ConfLoader loader, Consumer<Snapshot> swap, Telemetry telemetry, InstantSource time) {
        this(loader, read -> Snapshot.of(read, time), swap, telemetry);
    }

    /** @param snapshots makes a snapshot of what has been read */
    Reloader(
            ConfLoader loader,
            Function<Configuration, Snapshot> snapshots,
            Consumer<Snapshot> swap,
            Telemetry telemetry) {
        this.snapshots = snapshots;
        this.loader = loader;
        this.swap = swap;
        this.telemetry = telemetry;
    }

    /** Loads once, and then watches. */
    void start() {
        guarded(this::first);
        ScheduledFuture<?> unused = executor.scheduleWithFixedDelay(
                () -> guarded(this::look), PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** How many snapshots have been swapped in. */
    long version() {
        return version.get();
    }

    /** How many problems the files have as they stand; while there are any, an older snapshot is in force, or none. */
    long problems() {
        return problems;
    }

    /** Loads now, since something beside the files has changed. Waits until that has been tried, but not for long. */
    void reload() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        serially(() -> {
            try {
                first();
            } finally {
                done.complete(null);
            }
        });
        try {
            done.get(RELOAD_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("Reading conf/ again takes long");
        }
    }

    /** Does something on the thread that puts snapshots in force. */
    void serially(Runnable step) {
        try {
            executor.execute(() -> guarded(step));
        } catch (RejectedExecutionException e) {
            LOG.debug("Closed", e);
        }
    }

    private void first() {
        long begun = System.nanoTime();
        ConfLoader.Result result = loader.load();
        seen = Optional.of(result.stamp());
        settle(result, begun);
    }

    /** One look at the files; package-private for tests, which look without waiting. */
    void look() {
        Optional<Stamp> stamp = Optional.of(loader.stamp());
        if (!seen.equals(stamp)) {
            seen = stamp;
            looksAlike = 1;
            looksNeeded = QUIET_LOOKS;
            restless();
            return;
        }
        looksAlike = Math.min(PATIENT_LOOKS, looksAlike + 1);
        boolean changed = !tried.equals(seen);
        boolean retry = problems > 0 && ++looksSinceFailure >= RETRY_LOOKS;
        if (looksAlike < QUIET_LOOKS) {
            restless();
        } else {
            looksRestless = 0;
        }
        if (looksAlike >= looksNeeded && (changed || retry)) {
            long begun = System.nanoTime();
            settle(loader.load(), begun);
        }
    }

    private void restless() {
        looksRestless++;
        if (looksRestless == RESTLESS_LOOKS) {
            telemetry.count("reload.restless");
            readRestless = "";
            LOG.warn(
                    "The files in conf/ have not been left alone for half a second in the last ten: what they say is not in "
                            + "force until they are, or until they are read the same twice");
        }
        if (looksRestless >= RESTLESS_LOOKS && looksRestless % RESTLESS_READ_LOOKS == 0) {
            readRestless();
        }
    }

    private void readRestless() {
        long begun = System.nanoTime();
        ConfLoader.Result result = loader.load();
        if (!result.overtaken() && result.contentHash().equals(readRestless)) {
            settle(result, begun);
        }
        readRestless = result.overtaken() ? "" : result.contentHash();
    }

    private void settle(ConfLoader.Result result, long begun) {
        looksSinceFailure = 0;
        if (result.overtaken()) {
            return; // what was read may be neither the old files nor the new: the next looks read them again
        }
        if (mayBeHalfWritten(result)) {
            LOG.info("{} ends in the middle of a line; read again in case more is coming", result.endingMidLine());
            looksNeeded = PATIENT_LOOKS;
            return;
        }
        tried = Optional.of(result.stamp());
        seen = tried;
        if (result.configuration().isPresent()) {
            endingMidLine = result.endingMidLine();
            enforce(result.configuration().get(), result.contentHash(), begun);
        } else {
            report(result.problems());
        }
    }

    /** Whether a file that ended with a line end no longer does, and has not had the time yet to be written to its end. */
    private boolean mayBeHalfWritten(ConfLoader.Result result) {
        return version.get() > 0
                && looksAlike < PATIENT_LOOKS
                && result.configuration().isPresent()
                && !endingMidLine.containsAll(result.endingMidLine());
    }

    private void enforce(Configuration configuration, String contentHash, long begun) {
        boolean mended = problems > 0;
        problems = 0;
        reported = List.of();
        if (contentHash.equals(inForce)) {
            if (mended) {
                LOG.info("The files in conf/ are again what is in force");
            }
            return;
        }
        Snapshot snapshot = snapshots.apply(configuration);
        swap.accept(snapshot);
        inForce = contentHash;
        version.incrementAndGet();
        telemetry.count("reload.success");
        LOG.info(
                "Policy in force: {} listeners, {} identities, {} roles, {} permissions, sha-256 {}, read in {} ms{}",
                snapshot.settings().listeners().size(),
                snapshot.identityCount(),
                snapshot.policy().policy().roles().size(),
                snapshot.policy().policy().roles().values().stream()
                        .mapToInt(role -> role.permissions().size())
                        .sum(),
                snapshot.policyHash(),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun),
                configuration.tested() == 0 ? "" : ", tested answers: " + configuration.tested());
        policy.ifPresent(before -> summary.tell(before, configuration.policy(), snapshot.loadedAt()));
        policy = Optional.of(configuration.policy());
        tellOfGone(configuration);
        if (snapshot.settings().listeners().isEmpty()) {
            LOG.warn("No listener is named in conf/topicwarden.yaml: every client is refused");
        }
    }

    /** A file that is taken away on purpose cannot be told from one that is lost, and its denies go with it. */
    private void tellOfGone(Configuration configuration) {
        Set<String> names = configuration.policyFiles().stream()
                .map(SourceFile::file)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> gone = new TreeSet<>(policyFiles);
        gone.removeAll(names);
        gone.removeIf(name -> !name.startsWith("policy.d/")); // a database names what it holds otherwise
        policyFiles = names;
        if (!gone.isEmpty() && names.contains("policy.yaml")) {
            LOG.warn("Policy files that were in force are gone: {}; what only they denied is no longer denied", gone);
        }
    }

    private void report(List<Problem> found) {
        problems = found.size();
        if (found.equals(reported)) {
            return;
        }
        reported = found;
        telemetry.count("reload.failures");
        StringBuilder text = new StringBuilder();
        for (Problem problem : found) {
            text.append('\n').append(ProblemPrinter.print(problem, "conf/"));
        }
        LOG.error(
                "The files in conf/ have {} problem{}; {}{}",
                found.size(),
                found.size() == 1 ? "" : "s",
                version.get() == 0
                        ? "EVERY CLIENT IS REFUSED until they are mended"
                        : "the policy loaded before stays in force, nothing has changed",
                text);
    }

    private synchronized void guarded(Runnable step) {
        try {
            step.run();
        } catch (Throwable t) { // a dead watcher would leave an old policy in force without a word
            problems = Math.max(1, problems);
            telemetry.count("reload.failures");
            LOG.error("Reading conf/ failed; what was in force stays in force", t);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
        summary.close();
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit.findings;

import io.topicwarden.audit.LogRecord;
import io.topicwarden.audit.RecordField;
import io.topicwarden.audit.findings.RecordTally.Subject;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a run of records comes to: how many refusals, when, why and whose. */
public final class Findings {

    /*
     * Counts are exact for the first MOST_KEYS different keys of each subject, or as many as MOST_CHARACTERS hold; what comes
     * after these is in the sums alone, and told. Each key takes some 150 bytes: 60 MB for the four subjects at their fullest.
     */
    private static final int MOST_KEYS = 100_000;

    private static final long MOST_CHARACTERS = 16_000_000;

    /** What is counted, in the order in which it is shown. */
    public static final List<Subject> SUBJECTS =
            List.of(Subject.clients, Subject.identities, Subject.topics, Subject.rules);

    private final int newestKept;
    private final Timeline timeline = new Timeline();
    private final Map<Subject, RecordTally> tallies = new EnumMap<>(Subject.class);
    private final Deque<LogRecord> newest = new ArrayDeque<>();
    private Optional<Instant> first = Optional.empty();
    private Optional<Instant> last = Optional.empty();
    private long records;
    private long refusals;

    /** @param newestKept how many records are kept whole */
    public Findings(int newestKept) {
        this.newestKept = newestKept;
        SUBJECTS.forEach(subject -> tallies.put(subject, new RecordTally(subject, MOST_KEYS, MOST_CHARACTERS)));
    }

    /** Counts a record; they come in the order of the log. */
    public void add(LogRecord record) {
        records++;
        refusals = Counts.plus(refusals, record.count());
        RecordTexts.at(record).ifPresent(at -> {
            timeline.add(record.text(RecordField.REASON), at, record.count());
            first = first.or(() -> Optional.of(at));
            last = Optional.of(at);
        });
        tallies.values().forEach(tally -> tally.add(record));
        newest.addFirst(record);
        if (newest.size() > newestKept) {
            newest.removeLast();
        }
    }

    /** How many records there are. */
    public long records() {
        return records;
    }

    /** How many refusals they stand for. */
    public long refusals() {
        return refusals;
    }

    /** When the first was written. */
    public Optional<Instant> first() {
        return first;
    }

    /** When the last was written. */
    public Optional<Instant> last() {
        return last;
    }

    /** Counts over time by reason, in at most so many buckets. */
    public Timeline.Series overTime(int most) {
        return timeline.series(most);
    }

    /** The greatest counts first. */
    public List<RecordTally.Row> top(Subject subject, int most) {
        return tally(subject).top(most);
    }

    /** How many refusals have keys that came after those told apart. */
    public long beyond(Subject subject) {
        return tally(subject).beyond();
    }

    private RecordTally tally(Subject subject) {
        return Optional.ofNullable(tallies.get(subject)).orElseThrow();
    }

    /** The last records, the newest first. */
    public List<LogRecord> newest() {
        return Collections.unmodifiableList(new ArrayList<>(newest));
    }
}

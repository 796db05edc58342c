/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.topicwarden.audit.LogFiles;
import io.topicwarden.audit.findings.Findings;
import io.topicwarden.audit.findings.LiveFindings;
import io.topicwarden.cli.console.Parameters;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the log comes to, for each choice of filters that a page shows. Read once, and from then on only what is new. */
final class ConsoleFindings {

    /** So many choices are kept, each with its counts: the last ones that were asked for. */
    private static final int MOST_KEPT = 3;

    /** After which `--since 1h` is counted anew. */
    private static final Duration AGE = Duration.ofMinutes(1);

    private static final int BUCKETS = 120;
    private static final int TOP = 8;
    private static final int NEWEST = 200;

    private static final List<String> FILTERS =
            List.of("since", "until", "client", "identity", "reason", "action", "topic", "listener", "address", "id");

    /** The findings for some filters, and when they were begun. */
    private record Kept(LiveFindings findings, Instant begun) {}

    private final Console console;
    private final LogFiles log;
    private final Map<List<String>, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);

    ConsoleFindings(Console console, LogFiles log) {
        this.console = console;
        this.log = log;
    }

    /** The members; one request at a time, since each can take the memory of a whole log's counts. */
    synchronized void write(JsonGenerator json, Parameters parameters) throws IOException, ToolException {
        try {
            LiveFindings live = live(arguments(parameters));
            Findings findings = live.refresh();
            new FindingsJson(json, findings).write(BUCKETS, TOP);
            json.writeNumberField("junk", live.junk());
        } catch (IOException e) {
            throw new ToolException(
                    ToolCode.UNREADABLE_LOG, "the log cannot be read: " + e.getMessage(), "check that you may read it");
        }
    }

    private static List<String> arguments(Parameters parameters) {
        List<String> arguments = new ArrayList<>();
        for (String filter : FILTERS) {
            parameters.all(filter).forEach(value -> arguments.add("--" + filter + "=" + value));
        }
        return arguments;
    }

    private LiveFindings live(List<String> arguments) throws ToolException, IOException {
        Instant now = console.time().instant();
        Kept found = kept.get(arguments);
        if (found != null && Duration.between(found.begun(), now).compareTo(AGE) < 0) {
            return found.findings();
        }
        RecordFilter filter = new RecordFilter();
        ConsoleAnswers.options(filter, arguments);
        if (found != null && !isRelative(arguments)) {
            return found.findings();
        }
        LiveFindings live = new LiveFindings(log, filter.criteria(now), NEWEST);
        close(kept.put(arguments, new Kept(live, now)));
        Iterator<Kept> oldest = kept.values().iterator();
        while (kept.size() > MOST_KEPT) {
            close(oldest.next());
            oldest.remove();
        }
        return live;
    }

    private static boolean isRelative(List<String> arguments) {
        return arguments.stream()
                .filter(argument -> argument.startsWith("--since=") || argument.startsWith("--until="))
                .anyMatch(argument -> Moment.span(argument.substring(argument.indexOf('=') + 1))
                        .isPresent());
    }

    private static void close(@Nullable Kept replaced) throws IOException {
        if (replaced != null) {
            replaced.findings().close();
        }
    }
}

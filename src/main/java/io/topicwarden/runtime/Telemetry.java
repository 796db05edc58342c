/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricFilter;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Timer;
import io.topicwarden.audit.EventAction;
import io.topicwarden.policy.ReasonCode;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Our metrics in the broker's registry; all names begin with {@code topicwarden.} and are listed in docs/metrics.md. */
public final class Telemetry implements AutoCloseable {

    private static final String PREFIX = "topicwarden.";

    /**
     * One decision in about so many is timed: reading the clock twice would cost as much as the decision, and noting what
     * it says some microseconds. Chance chooses, since a count would be written to by all threads.
     */
    private static final int SAMPLE = 64;

    /** There are far more publishes than anything else. */
    private static final int SAMPLE_OF_PUBLISHES = 1_024;

    private final MetricRegistry registry;
    private final Map<EventAction, Counter> allowed = new EnumMap<>(EventAction.class);
    private final Map<EventAction, Timer> durations = new EnumMap<>(EventAction.class);

    public Telemetry(MetricRegistry registry) {
        this.registry = registry;
        for (EventAction action : EventAction.values()) {
            if (action != EventAction.DELIVER && action != EventAction.REVOKE) {
                allowed.put(action, registry.counter(PREFIX + name(action) + ".allowed"));
                durations.put(action, registry.timer(PREFIX + name(action) + ".duration"));
            }
        }
    }

    /** Counts an action that was permitted. */
    public void allowed(EventAction action) {
        Counter counter = allowed.get(action);
        if (counter != null) {
            counter.inc();
        }
    }

    /** Counts a refusal. */
    public void denied(EventAction action, ReasonCode reason) {
        registry.counter(PREFIX + name(action) + ".denied." + reason.code()).inc();
    }

    /** The instant from which a decision is to be timed, or 0 if this one is not. */
    public long begin(EventAction action) {
        int sample = action == EventAction.PUBLISH ? SAMPLE_OF_PUBLISHES : SAMPLE;
        return ThreadLocalRandom.current().nextInt(sample) == 0 ? System.nanoTime() : 0;
    }

    /** Notes how long a decision took, if {@link #begin} chose it. */
    public void end(EventAction action, long begun) {
        Timer timer = durations.get(action);
        if (begun != 0 && timer != null) {
            timer.update(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
        }
    }

    /** Counts something of this name. */
    public void count(String name) {
        registry.counter(PREFIX + name).inc();
    }

    /** Notes that something of this name took so many nanoseconds. */
    public void time(String name, long nanos) {
        registry.timer(PREFIX + name).update(nanos, TimeUnit.NANOSECONDS);
    }

    /** Registers a timer of this name, so that it is there before anything is timed. */
    public void timer(String name) {
        Timer unused = registry.timer(PREFIX + name);
    }

    /** Registers a value of this name that is read when asked for. */
    public void gauge(String name, Gauge<Long> value) {
        registry.remove(PREFIX + name);
        registry.register(PREFIX + name, value);
    }

    @Override
    public void close() {
        registry.removeMatching(MetricFilter.startsWith(PREFIX));
    }

    private static String name(EventAction action) {
        return action.name().toLowerCase(Locale.ROOT);
    }
}

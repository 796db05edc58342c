/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.broker;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waiting for what another process does, always with a deadline. */
public final class Await {

    /** Long enough for a loaded machine; reached only by a failing test. */
    public static final Duration DEADLINE = Duration.ofSeconds(15);

    private static final long POLL_MILLIS = 20;

    private Await() {}

    /** Returns once the condition holds. */
    public static void until(String what, BooleanSupplier condition) {
        until(what, DEADLINE, condition);
    }

    public static void until(String what, Duration deadline, BooleanSupplier condition) {
        value(what, deadline, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    /** Returns the value once there is one. */
    public static <T> T value(String what, Supplier<Optional<T>> source) {
        return value(what, DEADLINE, source);
    }

    public static <T> T value(String what, Duration deadline, Supplier<Optional<T>> source) {
        long end = System.nanoTime() + deadline.toNanos();
        Optional<T> value = source.get();
        while (value.isEmpty()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + deadline.toSeconds() + " s: " + what);
            }
            pause();
            value = source.get();
        }
        return value.get();
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

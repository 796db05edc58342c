/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.clock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The machine's clock, as far off as a file says; what the classes of the broker's JVM ask in its place. */
public final class ShiftedTime {

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private static volatile long shiftMillis;

    private ShiftedTime() {}

    /** In the place of the method of {@link System}. */
    public static long currentTimeMillis() {
        return System.currentTimeMillis() + shiftMillis;
    }

    /** In the place of the method of {@code jdk.internal.misc.VM}: nanoseconds since that many seconds after the epoch. */
    public static long getNanoTimeAdjustment(long offsetSeconds) {
        return (currentTimeMillis() - TimeUnit.SECONDS.toMillis(offsetSeconds)) * TimeUnit.MILLISECONDS.toNanos(1);
    }

    /** Looks at the file again and again: it holds the milliseconds by which the clock is off. Another one says what was seen. */
    static void follow(Path file) throws IOException {
        take(file);
        Thread follower = new Thread(() -> followForEver(file), "test-clock");
        follower.setDaemon(true);
        follower.start();
    }

    private static void followForEver(Path file) {
        while (true) {
            LockSupport.parkNanos(LOOK_NANOS);
            try {
                take(file);
            } catch (IOException gone) {
                return; // the test is over
            }
        }
    }

    private static void take(Path file) throws IOException {
        String written = Files.readString(file);
        long millis = Long.parseLong(written);
        Path seen = seen(file);
        if (millis != shiftMillis || !Files.exists(seen)) {
            shiftMillis = millis;
            Files.writeString(seen, written);
        }
    }

    static Path seen(Path file) {
        return file.resolveSibling("seen");
    }
}

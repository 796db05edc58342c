/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.clock;

import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.time.Clock;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/** Has every class of a JVM ask {@link ShiftedTime} what time it is; loaded with {@code -javaagent}. */
public final class ClockAgent implements ClassFileTransformer {

    private ClockAgent() {}

    /**
     * Begins, before the JVM's own main method.
     *
     * @param file what {@link ShiftedTime#follow} follows
     */
    public static void premain(String file, Instrumentation jvm)
            throws IOException, ClassNotFoundException, UnmodifiableClassException {
        ShiftedTime.follow(Path.of(file));
        jvm.addTransformer(new ClockAgent(), true);
        // every Instant of the JDK comes from these; they are there before any agent
        jvm.retransformClasses(Clock.class, Class.forName("java.time.Clock$SystemClock"), Date.class);
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String name,
            @Nullable Class<?> loaded,
            @Nullable ProtectionDomain domain,
            byte[] file) {
        boolean ours = ShiftedTime.class.getName().replace('.', '/').equals(name);
        return ours ? null : new CalledMethods(file).redirected().orElse(null);
    }
}

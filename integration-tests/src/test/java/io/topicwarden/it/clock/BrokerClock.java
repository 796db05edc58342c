/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.clock;

import io.topicwarden.it.broker.Await;
import io.topicwarden.it.broker.Saving;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** The clock of one broker, which a test sets; it begins at the right time. */
public final class BrokerClock {

    private static final String AGENT = "agent.jar";
    private static final List<Class<?>> CLASSES = List.of(ClockAgent.class, CalledMethods.class, ShiftedTime.class);

    private final Path folder;

    /** @param folder where its files go */
    public BrokerClock(Path folder) {
        this.folder = folder;
        Saving.RENAME_INTO_PLACE.save(file(), "0");
        pack();
    }

    /** What the broker's JVM is to be started with. */
    public String option() {
        return "-javaagent:" + folder.resolve(AGENT) + "=" + file();
    }

    /** Sets it so far ahead of the machine's clock, or behind; returns once the broker goes by it. */
    public void set(Duration ahead) {
        String millis = Long.toString(ahead.toMillis());
        Saving.RENAME_INTO_PLACE.save(file(), millis);
        Await.until("the broker's clock to be set", () -> Saving.holds(ShiftedTime.seen(file()), millis));
    }

    private Path file() {
        return folder.resolve("clock");
    }

    private void pack() {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Premain-Class", ClockAgent.class.getName());
        main.putValue("Can-Retransform-Classes", "true");
        main.putValue("Boot-Class-Path", AGENT); // so that classes of the JDK can call it
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(folder.resolve(AGENT)), manifest)) {
            for (Class<?> each : CLASSES) {
                String name = each.getName().replace('.', '/') + ".class";
                jar.putNextEntry(new JarEntry(name));
                try (InputStream in = ClassLoader.getSystemResourceAsStream(name)) {
                    if (in == null) {
                        throw new IOException(name);
                    }
                    in.transferTo(jar);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

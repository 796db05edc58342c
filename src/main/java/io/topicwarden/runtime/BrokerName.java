/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What this broker is called among others: its machine's name and a part that stays with its data folder. */
final class BrokerName {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerName.class);
    private static final int DIGITS = 8;

    private BrokerName() {}

    static String of(Path data) {
        String machine = Optional.ofNullable(System.getenv("HOSTNAME")).orElse("broker");
        return machine + "/" + part(data.resolve("broker-id"));
    }

    private static String part(Path file) {
        String fresh = UUID.randomUUID().toString().substring(0, DIGITS);
        try {
            if (Files.exists(file)) {
                return Files.readString(file, StandardCharsets.UTF_8).strip();
            }
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null && !Files.isDirectory(folder)) { // it may be a link to one
                Files.createDirectories(folder);
            }
            Files.writeString(file, fresh + "\n");
        } catch (IOException | RuntimeException e) {
            LOG.warn("{} cannot be kept: {}", file, e.toString());
        }
        return fresh;
    }
}

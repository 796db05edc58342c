/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files of {@code conf/} that say nothing where a database holds policy and identities; the log says so once. */
final class IgnoredFiles {

    private static final List<String> NAMES = List.of("policy.yaml", "policy.d", "identities.yaml");
    private static final Logger LOG = LoggerFactory.getLogger(IgnoredFiles.class);

    private final Path conf;
    private boolean told;

    IgnoredFiles(Path conf) {
        this.conf = conf;
    }

    /** Names those that are there, unless that has been done. */
    void tell() {
        if (!told) {
            told = true;
            List<String> there = NAMES.stream()
                    .filter(name -> Files.exists(conf.resolve(name)))
                    .toList();
            if (!there.isEmpty()) {
                LOG.warn(
                        "The database holds policy and identities: conf/{} is not looked at",
                        String.join(", conf/", there));
            }
        }
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.hivemq;

import io.topicwarden.conf.OtherExtension;
import io.topicwarden.conf.SecurityExtensions;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports other extensions that bear on what this one guarantees. Those of a lower priority gain nobody entry while it runs,
 * since it is asked first and always decides; without it they would.
 */
final class OtherExtensions {

    private static final Logger LOG = LoggerFactory.getLogger(OtherExtensions.class);

    private OtherExtensions() {}

    /** Looks through the extensions folder on a thread of its own and reports what it finds in log and metrics. */
    static void reportIn(Path extensions, Consumer<String> count) {
        Thread thread =
                new Thread(() -> report(SecurityExtensions.in(extensions), count), "topicwarden-other-extensions");
        thread.setDaemon(true);
        thread.start();
    }

    private static void report(SecurityExtensions extensions, Consumer<String> count) {
        for (OtherExtension other : extensions.found()) {
            if (other.decides()) {
                count.accept("other-security-extensions");
                reportDeciding(other);
            }
            if (!other.besides().isEmpty()) {
                LOG.info(
                        "The extension `{}` {}: docs/other-extensions.md says what Topicwarden answers for beside it",
                        other.name(),
                        other.besidesInWords());
            }
        }
        extensions.failures().forEach(failure -> LOG.warn("{}", failure));
    }

    private static void reportDeciding(OtherExtension other) {
        if (other.isAskedBefore()) {
            LOG.error(
                    "ANOTHER SECURITY EXTENSION IS ASKED BEFORE TOPICWARDEN: `{}`, of priority {}, registers an "
                            + "authenticator or authorizer. What it permits is permitted, and Topicwarden is not asked. "
                            + "Remove its folder from extensions/, or give it a priority below {}",
                    other.name(),
                    other.priority(),
                    SecurityExtensions.OWN_PRIORITY);
        } else {
            LOG.warn(
                    "ANOTHER SECURITY EXTENSION IS INSTALLED: `{}` registers an authenticator or authorizer. "
                            + "Topicwarden is asked first and it gains nobody entry, but if Topicwarden "
                            + "were removed it would decide alone. Remove its folder from extensions/",
                    other.name());
        }
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.hivemq;

import io.topicwarden.conf.SecurityExtensions;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports other extensions that take part in security. They gain nobody entry while this one runs, since it is asked first
 * and always decides; without it they would.
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

    private static void report(SecurityExtensions found, Consumer<String> count) {
        for (String name : found.names()) {
            count.accept("other-security-extensions");
            LOG.warn(
                    "ANOTHER SECURITY EXTENSION IS INSTALLED: `{}` registers an authenticator or authorizer. "
                            + "Topicwarden is asked first and it gains nobody entry, but if Topicwarden "
                            + "were removed it would decide alone. Remove its folder from extensions/",
                    name);
        }
        found.failures().forEach(failure -> LOG.warn("{}", failure));
    }
}

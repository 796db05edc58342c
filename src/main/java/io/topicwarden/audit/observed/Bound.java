/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit.observed;

import java.util.Locale;

/** What keeps the memory and the file small; each can leave something out. */
public enum Bound {
    CLIENTS(SeenTraffic.MOST_CLIENTS + " clients"),
    ACTIVITIES(SeenTraffic.MOST_ACTIVITIES + " different things that one client does"),
    MEMORY((SeenTraffic.MOST_BYTES >> 20) + " MiB of memory"),
    TEXTS("texts of " + SeenTraffic.LONGEST_TEXT + " characters");

    private final String limit;

    Bound(String limit) {
        this.limit = limit;
    }

    /** What it allows, for the log: {@code 50000 clients}. */
    public String limit() {
        return limit;
    }

    /** Its name in the file: {@code clients}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

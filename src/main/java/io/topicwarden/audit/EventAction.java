/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import java.util.Locale;

/** What was refused: the {@code event.action} of a denial record. */
public enum EventAction {
    CONNECT,
    PUBLISH,
    WILL,
    SUBSCRIBE,
    DELIVER,
    REVOKE;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The action as it stands in records: {@code publish}. */
    @Override
    public String toString() {
        return text;
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.migrate;

import io.topicwarden.policy.Action;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A {@code topic} or {@code pattern} line of a Mosquitto ACL file.
 *
 * @param line its number
 * @param text the whole line
 * @param access what it grants or refuses
 * @param topic its topic filter
 * @param pattern whether {@code %c} and {@code %u} stand for the client's names in it, and it holds for everybody
 */
record AclRule(int line, String text, Access access, String topic, boolean pattern) {

    /** The words for access, and what they mean for publishes and deliveries. */
    enum Access {
        READ,
        WRITE,
        READWRITE,
        DENY;

        Set<Action> actions() {
            return switch (this) {
                case READ -> Set.of(Action.SUBSCRIBE);
                case WRITE -> Set.of(Action.PUBLISH);
                case READWRITE, DENY -> Set.of(Action.PUBLISH, Action.SUBSCRIBE);
            };
        }

        static Optional<Access> named(String word) {
            for (Access access : values()) {
                if (access.name().toLowerCase(Locale.ROOT).equals(word)) {
                    return Optional.of(access);
                }
            }
            return Optional.empty();
        }
    }

    boolean denies() {
        return access == Access.DENY;
    }

    Topics.Placeholders placeholders() {
        return pattern ? new Topics.Placeholders("%c", "%u") : Topics.Placeholders.NONE;
    }
}

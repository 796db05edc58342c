/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.conf;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Another extension of the broker that bears on what Topicwarden guarantees.
 *
 * @param name its folder
 * @param priority of two extensions the one of higher priority is asked first
 * @param parts what it does, never empty
 */
public record OtherExtension(String name, long priority, Set<Part> parts) {

    /** What an extension does, by the part of the broker's SDK that its classes name. */
    public enum Part {
        /** It says who comes in and what they may do. */
        DECIDES("registers an authenticator or authorizer", "services/auth/SecurityRegistry"),
        /** It can give each client default permissions, and interceptors. */
        INITIALIZES("has a client initializer", "services/intializer/ClientInitializer"),
        /** Topicwarden decides on what it makes of a packet. */
        CHANGES_WHAT_CLIENTS_SEND(
                "can change what clients send",
                "interceptor/connect/ConnectInbound",
                "interceptor/publish/PublishInbound",
                "interceptor/subscribe/SubscribeInbound"),
        /** It does so after Topicwarden has decided. */
        CHANGES_WHAT_CLIENTS_RECEIVE("can change what clients receive", "interceptor/publish/PublishOutbound"),
        /** The broker asks nobody about these. */
        ACTS_BY_ITSELF(
                "can publish, retain or subscribe by itself",
                "services/publish/PublishService",
                "services/publish/RetainedMessageStore",
                "services/subscription/SubscriptionStore");

        private final String clause;
        private final Pattern names;

        Part(String clause, String... names) {
            this.clause = clause;
            this.names = Pattern.compile("com/hivemq/extension/sdk/api/(?:" + String.join("|", names) + ")");
        }

        /** What such an extension does, to follow its name. */
        public String clause() {
            return clause;
        }

        boolean isNamedIn(String classFile) {
            return names.matcher(classFile).find();
        }
    }

    public OtherExtension {
        parts = Set.copyOf(EnumSet.copyOf(parts));
    }

    /** Whether it takes part in decisions. */
    public boolean decides() {
        return parts.contains(Part.DECIDES);
    }

    /** Whether the broker asks it before Topicwarden, or in no certain order. */
    public boolean isAskedBefore() {
        return priority >= SecurityExtensions.OWN_PRIORITY;
    }

    /** What it does besides deciding, in order. */
    public List<Part> besides() {
        return EnumSet.allOf(Part.class).stream()
                .filter(part -> part != Part.DECIDES && parts.contains(part))
                .toList();
    }

    /** The clauses of what it does besides deciding, with commas between. */
    public String besidesInWords() {
        return String.join(", ", besides().stream().map(Part::clause).toList());
    }
}

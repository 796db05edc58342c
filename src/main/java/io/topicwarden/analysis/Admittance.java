/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import io.topicwarden.policy.AddressRange;
import io.topicwarden.policy.Identity;
import io.topicwarden.policy.ListenerSettings;
import io.topicwarden.policy.TextPatterns;
import io.topicwarden.policy.When;
import java.util.List;
import java.util.Optional;

/** Whether a client that meets conditions can come in at all, as the listeners and identities are. */
final class Admittance {

    /** Told where the listeners are named. */
    static final String NO_LISTENER = "no listener of topicwarden.yaml is meant";

    private final LintInput input;

    Admittance(LintInput input) {
        this.input = input;
    }

    /** Why none can; empty if one can, or if the listeners are not known. */
    Optional<String> obstacle(List<When> whens) {
        Optional<String> first = Optional.empty();
        if (input.listeners().isEmpty()) {
            return first;
        }
        for (ListenerSettings listener : input.listeners()) {
            if (whens.stream().allMatch(when -> TextPatterns.hold(when.listener(), listener.name()))) {
                Optional<String> obstacle = obstacle(whens, listener);
                if (obstacle.isEmpty()) {
                    return obstacle;
                }
                first = first.or(() -> obstacle);
            }
        }
        return first.or(() -> Optional.of(NO_LISTENER));
    }

    private Optional<String> obstacle(List<When> whens, ListenerSettings listener) {
        String name = "listener `" + listener.name() + "` ";
        for (When when : whens) {
            if (when.certificate().isPresent() && !listener.authenticate().needsCertificate()) {
                return Optional.of(name + "asks for no certificate");
            }
            if (!when.username().isEmpty() && !listener.authenticate().needsPassword()) {
                return Optional.of(name + "checks no password, so that no user name counts");
            }
            if (!meet(when.network(), listener.networks())) {
                return Optional.of(name + "lets in no address of the network");
            }
        }
        return isAnybody(whens, listener)
                ? Optional.empty()
                : Optional.of("no enabled identity that " + name + "lets in meets it");
    }

    /** Whether somebody is meant whom the listener can let in; people without an entry count where none is needed. */
    private boolean isAnybody(List<When> whens, ListenerSettings listener) {
        boolean mustBeKnown = listener.authenticate().needsPassword()
                || listener.requireKnownIdentity()
                || whens.stream().anyMatch(when -> !when.attributes().isEmpty());
        return input.identities().isEmpty()
                || !mustBeKnown
                || input.people().stream().anyMatch(identity -> isMeant(identity, whens, listener));
    }

    private static boolean isMeant(Identity identity, List<When> whens, ListenerSettings listener) {
        boolean admitted = identity.enabled()
                && (!listener.authenticate().needsPassword()
                        || identity.password().isPresent());
        return admitted
                && whens.stream()
                        .allMatch(when ->
                                TextPatterns.hold(when.identity(), identity.name()) && attributes(identity, when));
    }

    private static boolean attributes(Identity identity, When when) {
        return when.attributes().entrySet().stream()
                .allMatch(asked -> identity.attributes().getOrDefault(asked.getKey(), List.of()).stream()
                        .anyMatch(value -> TextPatterns.hold(asked.getValue(), value)));
    }

    /** Two ranges are either apart, or one lies in the other. */
    private static boolean meet(List<AddressRange> some, List<AddressRange> others) {
        return some.isEmpty()
                || others.isEmpty()
                || some.stream().anyMatch(one -> others.stream()
                        .anyMatch(other -> one.contains(other.lowest()) || other.contains(one.lowest())));
    }
}

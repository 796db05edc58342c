/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import io.topicwarden.policy.Client;
import io.topicwarden.policy.Identity;
import io.topicwarden.policy.ListenerSettings;
import io.topicwarden.policy.ReasonCode;
import io.topicwarden.policy.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Binds the client identifier to the identity, so that nobody takes over another's session.
 *
 * <p>With an open template such as <code>${username}-*</code> two identities can lay claim to one identifier: {@code
 * a-b-1} fits {@code a} and {@code a-b}. It belongs to the longest known identity that fits, and to no other.
 */
final class ClientIdBinding {

    /** What HiveMQ gives a client that sends no identifier. */
    private static final Pattern ASSIGNED = Pattern.compile("hmq_[^_]+_[0-9]+_[0-9a-f]{32}");

    private static final String NONE_SENT = ": the client sent none, so the broker made this one";

    private ClientIdBinding() {}

    static Optional<Refusal> check(Snapshot snapshot, ListenerSettings listener, Client client) {
        Template template = listener.clientId();
        Optional<String> expected = template.resolve(client);
        if (expected.isEmpty()) {
            return refused("`" + template + "` has no single value for this client");
        }
        if (!template.permitsClientIdOf(client)) {
            return refused("client identifier `" + client.clientId() + "` is not `" + expected.get()
                    + (template.open() ? "*`" : "`")
                    + (ASSIGNED.matcher(client.clientId()).matches() ? NONE_SENT : ""));
        }
        return template.open() ? longerOwner(snapshot, template, client, expected.get()) : Optional.empty();
    }

    private static Optional<Refusal> longerOwner(Snapshot snapshot, Template template, Client client, String expected) {
        String name = client.identity().orElse("");
        int start = 0;
        for (Template.Part part : template.parts()) {
            String text = text(part, client);
            Optional<String> owner = text.equals(name) && part instanceof Template.Part.Value
                    ? longerName(snapshot, client.clientId(), start, name, expected)
                    : Optional.empty();
            if (owner.isPresent()) {
                return refused(
                        "client identifier `" + client.clientId() + "` belongs to identity `" + owner.get() + "`");
            }
            start += text.length();
        }
        return Optional.empty();
    }

    /** A known identity's name that could stand where {@code name} stands, is longer, and fits the identifier as well. */
    private static Optional<String> longerName(
            Snapshot snapshot, String clientId, int start, String name, String expected) {
        String suffix = expected.substring(start + name.length());
        int last = Math.min(clientId.length(), start + snapshot.longestIdentityName());
        List<String> longer = new ArrayList<>();
        for (int end = start + name.length() + 1; end <= last; end++) {
            if (clientId.startsWith(suffix, end)) {
                longer.add(clientId.substring(start, end));
            }
        }
        return snapshot.firstIdentity(longer).map(Identity::name);
    }

    /** What a part of the template is for this client, whose values have been found to be single. */
    private static String text(Template.Part part, Client client) {
        return part instanceof Template.Part.Text literal
                ? literal.text()
                : client.values(((Template.Part.Value) part).variable()).get(0);
    }

    private static Optional<Refusal> refused(String message) {
        return Optional.of(new Refusal(ReasonCode.CLIENT_ID, message));
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import io.topicwarden.policy.Client;
import io.topicwarden.policy.ListenerSettings;
import io.topicwarden.policy.ReasonCode;
import io.topicwarden.policy.Template;
import java.util.Optional;

/**
 * Binds the client identifier to the identity, so that nobody takes over another's session.
 *
 * <p>With an open template such as <code>${username}-*</code> two identities can lay claim to one identifier: {@code
 * a-b-1} fits {@code a} and {@code a-b}. It belongs to the longest known identity that fits, and to no other.
 */
final class ClientIdBinding {

    private ClientIdBinding() {}

    static Optional<Refusal> check(Snapshot snapshot, ListenerSettings listener, Client client) {
        Template template = listener.clientId();
        Optional<String> expected = template.resolve(client);
        if (expected.isEmpty()) {
            return refused("`" + template + "` has no single value for this client");
        }
        if (!template.permitsClientIdOf(client)) {
            return refused("client identifier `" + client.clientId() + "` is not `" + expected.get()
                    + (template.open() ? "*`" : "`"));
        }
        return template.open() ? longerOwner(snapshot, client, expected.get()) : Optional.empty();
    }

    private static Optional<Refusal> longerOwner(Snapshot snapshot, Client client, String expected) {
        String name = client.identity().orElse("");
        int start = expected.indexOf(name);
        if (name.isEmpty() || start < 0) {
            return Optional.empty();
        }
        String suffix = expected.substring(start + name.length());
        String clientId = client.clientId();
        for (int end = start + name.length() + 1; end <= clientId.length(); end++) {
            if (clientId.startsWith(suffix, end)
                    && snapshot.identity(clientId.substring(start, end)).isPresent()) {
                return refused("client identifier `" + clientId + "` belongs to identity `"
                        + clientId.substring(start, end) + "`");
            }
        }
        return Optional.empty();
    }

    private static Optional<Refusal> refused(String message) {
        return Optional.of(new Refusal(ReasonCode.CLIENT_ID, message));
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import io.topicwarden.policy.Identity;
import io.topicwarden.policy.Problem;
import io.topicwarden.policy.yaml.IdentityDraft;
import io.topicwarden.policy.yaml.Loaded;
import io.topicwarden.policy.yaml.PolicyReader;
import io.topicwarden.policy.yaml.ShownText;
import io.topicwarden.policy.yaml.SourceFile;
import io.topicwarden.store.IdentityState;
import io.topicwarden.store.PolicyRevision;
import io.topicwarden.store.StoreUnavailableException;
import io.topicwarden.store.postgres.PostgresTool;
import io.topicwarden.store.postgres.StorableText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** By which rules identities enter a fleet's database, and how they are read from it. */
final class FleetIdentities {

    /** What problems call an identity that stands in no file. */
    private static final String FILE = "identity";

    private FleetIdentities() {}

    /** The roles of the newest policy; empty if there is none yet, and then any role is taken. */
    static Optional<Set<String>> roles(PostgresTool store) throws StoreUnavailableException {
        Optional<PolicyRevision> newest = store.revision(Optional.empty());
        return newest.flatMap(revision -> PolicyReader.roleNames(List.of(
                new SourceFile("revision " + revision.number(), revision.text().getBytes(StandardCharsets.UTF_8)))));
    }

    /** What was read from the database, as a draft; empty if there is no such identity. */
    static Optional<IdentityDraft> draft(String name, IdentityState state) throws ToolException {
        if (state instanceof IdentityState.Unusable unusable) {
            throw new ToolException(
                    ToolCode.UNREADABLE_IDENTITY,
                    unusable.why(),
                    "mend the row in the database, or write it anew: `topicwarden identity import` replaces "
                            + ShownText.of(name));
        }
        return state instanceof IdentityState.Present present
                ? Optional.of(IdentityDraft.of(present.identity()))
                : Optional.empty();
    }

    /** The identity that a draft is, by the rules of {@code identities.yaml} and of the database. */
    static Identity checked(IdentityDraft draft, Optional<Set<String>> roles) throws InvalidFilesException {
        Loaded<Identity> loaded = draft.checked(FILE, roles);
        Identity identity = loaded.value().orElseThrow(() -> new InvalidFilesException(loaded.problems(), ""));
        Optional<Problem> unstorable = unstorable(identity);
        if (unstorable.isPresent()) {
            throw new InvalidFilesException(List.of(unstorable.get()), "");
        }
        return identity;
    }

    /** What keeps the database from holding an identity that is valid. */
    static Optional<Problem> unstorable(Identity identity) {
        return StorableText.fault(identity)
                .map(fault -> new Problem(
                        ToolCode.UNSTORABLE_IDENTITY.toString(), fault, identity.span(), "", Optional.empty()));
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import io.topicwarden.policy.DidYouMean;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Reads the roles that an assignment or an identity names. */
final class RoleNames {

    private final Reading reading;
    private final Values values;
    private final Optional<Set<String>> known;

    /** @param known the roles that are defined; empty if that cannot be told, and then any name is taken */
    RoleNames(Reading reading, Optional<Set<String>> known) {
        this.reading = reading;
        this.values = new Values(reading);
        this.known = known;
    }

    Set<String> read(Node.Entry entry) {
        return new LinkedHashSet<>(values.list(entry, this::name));
    }

    private Optional<String> name(Node item) {
        Optional<String> name = values.parsed(item, Name::parse);
        if (name.isPresent() && known.isPresent() && !known.get().contains(name.get())) {
            String role = name.get();
            Set<String> roles = known.get();
            reading.report(
                    Code.UNKNOWN_ROLE, item, "role `" + role + "` is not defined", () -> DidYouMean.help(role, roles)
                            .orElse("define it under `roles` in policy.yaml"));
        }
        return name;
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.generate;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds names for roles: after a role that all who hold it hold today, or after the only one who does. None is a name that an
 * identity gives itself already, which would permit that identity more than was seen of it.
 */
final class RoleNames {

    private static final int LONGEST = 40;

    private final Map<Principal, Set<String>> held = new TreeMap<>();
    private final Set<String> taken;

    /** @param taken names of roles that must not be given */
    RoleNames(Collection<Deed> deeds, Collection<String> taken) {
        this.taken = new HashSet<>(taken);
        for (Deed deed : deeds) {
            this.taken.addAll(deed.client().roles());
            held.computeIfAbsent(deed.principal(), unused -> new TreeSet<>()).addAll(deed.roles());
        }
    }

    String nameFor(NavigableSet<Principal> principals) {
        String base = "observed-"
                + common(principals)
                        .or(() -> principals.size() == 1
                                ? Optional.of(principals.first().identity())
                                : Optional.empty())
                        .map(RoleNames::plain)
                        .filter(name -> !name.isEmpty())
                        .orElse("clients");
        String name = base;
        for (int i = 2; !taken.add(name); i++) {
            name = base + "-" + i;
        }
        return name;
    }

    private Optional<String> common(NavigableSet<Principal> principals) {
        Set<String> common = new TreeSet<>(held.getOrDefault(principals.first(), Set.of()));
        principals.forEach(principal -> common.retainAll(held.getOrDefault(principal, Set.of())));
        return List.copyOf(common).stream().findFirst();
    }

    private static String plain(String text) {
        String plain =
                text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return plain.length() > LONGEST ? plain.substring(0, LONGEST) : plain;
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.generate;

import io.topicwarden.audit.EventAction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Roles and who holds them, found from what was seen.
 *
 * @param roles each the grants that the same principals have
 * @param unsaid what no policy can say exactly
 */
record Draft(List<DraftRole> roles, List<Deed> unsaid) {

    /*
     * Permissions that exactly the same principals used are a role, and a principal holds all roles that it is among the
     * principals of. So each is permitted exactly what it did, and clients that behave alike hold the same roles.
     */

    static Draft of(Collection<Deed> deeds, Optional<Generalization> generalization, RoleNames names) {
        Variables variables = new Variables(List.copyOf(deeds));
        Map<Principal, Map<Grant, Use>> grants = new TreeMap<>();
        List<Deed> unsaid = new ArrayList<>();
        for (Deed deed : deeds) {
            Optional<Grant> grant = grant(deed, variables);
            if (grant.isEmpty()) {
                unsaid.add(deed);
            } else {
                Use use = new Use(
                        deed.count(), deed.payloadBytes(), deed.activity().action() == EventAction.WILL);
                grants.computeIfAbsent(deed.principal(), principal -> new TreeMap<>())
                        .merge(grant.get(), use, Use::and);
            }
        }
        generalization.ifPresent(wanted -> grants.replaceAll((principal, own) -> wanted.of(own)));
        return new Draft(roles(byGrant(grants), names), unsaid);
    }

    private static Optional<Grant> grant(Deed deed, Variables variables) {
        return deed.principal().isSayable()
                ? variables
                        .pattern(deed)
                        .map(levels -> new Grant(
                                deed.action(),
                                levels,
                                false,
                                deed.activity().sharedGroup(),
                                deed.activity().qos(),
                                deed.activity().retain()))
                        .filter(Grant::isSayable)
                : Optional.empty();
    }

    private static Map<Grant, Users> byGrant(Map<Principal, Map<Grant, Use>> grants) {
        Map<Grant, Users> byGrant = new TreeMap<>();
        grants.forEach((principal, own) ->
                own.forEach((grant, use) -> byGrant.computeIfAbsent(grant, unused -> new Users(new TreeMap<>()))
                        .uses()
                        .put(principal, use)));
        return byGrant;
    }

    /** Who used a grant, and how. */
    private record Users(TreeMap<Principal, Use> uses) {

        NavigableSet<Principal> principals() {
            return new TreeSet<>(uses.keySet());
        }

        Use all() {
            return uses.values().stream().reduce(new Use(0, 0, false), Use::and);
        }
    }

    private static List<DraftRole> roles(Map<Grant, Users> byGrant, RoleNames names) {
        Map<NavigableSet<Principal>, Map<Grant, Use>> sharing = new LinkedHashMap<>();
        byGrant.forEach((grant, uses) -> sharing.computeIfAbsent(uses.principals(), unused -> new TreeMap<>())
                .put(grant, uses.all()));
        List<NavigableSet<Principal>> order = new ArrayList<>(sharing.keySet());
        order.sort(Comparator.comparing((NavigableSet<Principal> held) -> -held.size())
                .thenComparing(NavigableSet::first)
                .thenComparing(held -> held.toString()));
        List<DraftRole> roles = new ArrayList<>();
        for (NavigableSet<Principal> held : order) {
            roles.add(new DraftRole(names.nameFor(held), held, permissions(sharing.getOrDefault(held, Map.of()))));
        }
        return roles;
    }

    /** A grant of any quality of service, and the greatest payload. */
    private record Alike(Grant anyQos, long payloadBytes) {}

    /** Grants that differ in nothing but the quality of service are one permission. */
    private static List<DraftPermission> permissions(Map<Grant, Use> grants) {
        Map<Alike, DraftPermission> permissions = new LinkedHashMap<>();
        grants.forEach((grant, use) -> permissions.merge(
                new Alike(grant.withQos(0), use.payloadBytes()),
                new DraftPermission(grant.withQos(0), new TreeSet<>(List.of(grant.qos())), use),
                DraftPermission::and));
        return List.copyOf(permissions.values());
    }

    /** The principals that hold the same roles through the same listener, with the names of these. */
    Map<Holders, List<Principal>> assignments() {
        Map<Principal, List<String>> held = new TreeMap<>();
        roles.forEach(role -> role.principals()
                .forEach(principal -> held.computeIfAbsent(principal, unused -> new ArrayList<>())
                        .add(role.name())));
        Map<Holders, List<Principal>> assignments = new LinkedHashMap<>();
        held.forEach((principal, names) -> assignments
                .computeIfAbsent(new Holders(principal.listener(), names), unused -> new ArrayList<>())
                .add(principal));
        return assignments;
    }

    /** Those who hold these roles through this listener. */
    record Holders(String listener, List<String> roles) {}

    /** How many different principals there are. */
    int principals() {
        Map<Principal, Boolean> all = new HashMap<>();
        roles.forEach(role -> role.principals().forEach(principal -> all.put(principal, true)));
        return all.size();
    }
}

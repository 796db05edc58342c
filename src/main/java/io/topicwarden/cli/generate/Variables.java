/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.generate;

import io.topicwarden.policy.Client;
import io.topicwarden.policy.PatternSyntaxException;
import io.topicwarden.policy.TopicPattern;
import io.topicwarden.policy.Variable;
import io.topicwarden.policy.Variable.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which levels of topics are values of the client itself. Of several variables with the same value that one is taken which
 * explains levels of the most clients, so that clients that behave alike are told of alike.
 */
final class Variables {

    /** Of equally good ones the first is taken. The listener is no value of the client's own. */
    private static final List<Kind> ORDER = List.of(
            Kind.IDENTITY,
            Kind.CLIENT_ID,
            Kind.USERNAME,
            Kind.CERT_CN,
            Kind.ATTRIBUTE,
            Kind.CERT_OU,
            Kind.CERT_O,
            Kind.CERT_SERIAL,
            Kind.CERT_SAN_DNS,
            Kind.CERT_SAN_URI,
            Kind.CERT_SAN_EMAIL);

    /** Those that may stand within a level, as in <code>dev-${client.id}</code>. */
    private static final Set<Kind> NAMES = Set.of(Kind.IDENTITY, Kind.CLIENT_ID, Kind.USERNAME, Kind.CERT_CN);

    /** A shorter value within a level is taken for chance. */
    static final int SHORTEST_WITHIN = 3;

    private final IdentityHashMap<Client, Map<Variable, String>> values = new IdentityHashMap<>();
    private final Comparator<Variable> best;

    Variables(List<Deed> deeds) {
        IdentityHashMap<Client, Set<String>> levels = new IdentityHashMap<>();
        for (Deed deed : deeds) {
            levels.computeIfAbsent(deed.client(), client -> new HashSet<>()).addAll(List.of(levels(deed)));
        }
        Map<Variable, Integer> clients = new HashMap<>();
        levels.forEach((client, used) -> {
            Map<Variable, String> own = valuesOf(client);
            values.put(client, own);
            own.forEach((variable, value) -> clients.merge(variable, used.contains(value) ? 1 : 0, Integer::sum));
        });
        best = Comparator.comparing((Variable variable) -> -clients.getOrDefault(variable, 0))
                .thenComparing(variable -> ORDER.indexOf(variable.kind()))
                .thenComparing(Variable::name);
    }

    static String[] levels(Deed deed) {
        return deed.activity().topic().split("/", -1);
    }

    /** The topic with variables in place of values; empty if a level would be taken for a variable that it is not. */
    Optional<List<String>> pattern(Deed deed) {
        List<String> pattern = new ArrayList<>();
        String[] levels = levels(deed);
        for (int i = 0; i < levels.length; i++) {
            if (levels[i].contains("${")) {
                return Optional.empty();
            }
            boolean reserved = i == 0 && levels[i].startsWith("$");
            pattern.add(reserved ? levels[i] : level(levels[i], values.getOrDefault(deed.client(), Map.of())));
        }
        return Optional.of(pattern);
    }

    private String level(String level, Map<Variable, String> own) {
        return own.keySet().stream()
                .filter(variable -> level.equals(own.get(variable)))
                .min(best)
                .map(Variable::toString)
                .or(() -> own.keySet().stream()
                        .filter(variable -> isWithin(variable, own.getOrDefault(variable, ""), level))
                        .min(best)
                        .map(variable -> level.replace(own.getOrDefault(variable, ""), variable.toString())))
                .orElse(level);
    }

    private static boolean isWithin(Variable variable, String value, String level) {
        return NAMES.contains(variable.kind())
                && value.length() >= SHORTEST_WITHIN
                && level.contains(value)
                && level.indexOf(value) == level.lastIndexOf(value);
    }

    /** The variables that have one value, which can stand for a level. One with several would permit more than was seen. */
    private static Map<Variable, String> valuesOf(Client client) {
        Map<Variable, String> own = new LinkedHashMap<>();
        for (Kind kind : ORDER) {
            if (kind == Kind.ATTRIBUTE) {
                client.attributes().keySet().stream()
                        .sorted()
                        .forEach(name -> put(own, new Variable(kind, name), client));
            } else {
                put(own, new Variable(kind, ""), client);
            }
        }
        return own;
    }

    private static void put(Map<Variable, String> own, Variable variable, Client client) {
        List<String> values = client.values(variable);
        if (values.size() == 1 && isLevel(values.get(0)) && isNamed(variable)) {
            own.put(variable, values.get(0));
        }
    }

    private static boolean isLevel(String value) {
        return !value.isEmpty()
                && Arrays.stream(new String[] {"/", "+", "#", "\0", "${"}).noneMatch(value::contains);
    }

    /** Whether a pattern can name it, as it cannot an attribute with a brace in its name. */
    private static boolean isNamed(Variable variable) {
        try {
            return TopicPattern.parse(variable.toString()).variables().equals(List.of(variable));
        } catch (PatternSyntaxException e) {
            return false;
        }
    }
}

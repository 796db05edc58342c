/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import io.topicwarden.engine.Terms;
import io.topicwarden.policy.Action;
import io.topicwarden.policy.Conditions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The terms worth trying for requests of which some statements must speak, the plainest first. */
final class TermsOptions {

    private TermsOptions() {}

    static List<Terms> of(Action action, List<Statement> demanded, Surroundings surroundings) {
        return action == Action.PUBLISH ? publish(demanded, surroundings) : subscribe(demanded, surroundings);
    }

    private static List<Terms> publish(List<Statement> demanded, Surroundings surroundings) {
        List<Terms> terms = new ArrayList<>();
        for (long payload : payloads(demanded, surroundings)) {
            for (int qos : qos(demanded, surroundings)) {
                for (boolean retain : retain(demanded, surroundings)) {
                    terms.add(new Terms.Publish(qos, retain, payload));
                }
            }
        }
        return terms;
    }

    private static List<Terms> subscribe(List<Statement> demanded, Surroundings surroundings) {
        List<Terms> terms = new ArrayList<>();
        for (Optional<String> group : groups(demanded, surroundings)) {
            for (int qos : qos(demanded, surroundings)) {
                terms.add(new Terms.Subscribe(qos, group));
            }
        }
        return terms;
    }

    private static List<Integer> qos(List<Statement> demanded, Surroundings surroundings) {
        List<Integer> levels = new ArrayList<>(surroundings.mentionsQos() ? List.of(0, 1, 2) : List.of(0));
        for (Statement statement : demanded) {
            Set<Integer> qos = statement.conditions().qos();
            levels.removeIf(level -> !qos.isEmpty() && !qos.contains(level));
        }
        return levels;
    }

    private static List<Boolean> retain(List<Statement> demanded, Surroundings surroundings) {
        List<Boolean> flags = new ArrayList<>(surroundings.mentionsRetain() ? List.of(false, true) : List.of(false));
        for (Statement statement : demanded) {
            Optional<Boolean> retain = statement.conditions().retain();
            flags.removeIf(flag -> retain.isPresent() && !retain.get().equals(flag));
        }
        return flags;
    }

    /** None, and as many bytes as are still permitted, by way of one more than each limit. */
    private static Set<Long> payloads(List<Statement> demanded, Surroundings surroundings) {
        OptionalLong most = demanded.stream()
                .map(Statement::conditions)
                .map(Conditions::maxPayload)
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .min();
        Set<Long> payloads = new LinkedHashSet<>(Set.of(0L));
        surroundings.payloads().stream()
                .filter(limit -> limit < most.orElse(Long.MAX_VALUE))
                .reduce((smaller, larger) -> larger)
                .ifPresent(limit -> payloads.add(limit + 1));
        most.ifPresent(payloads::add);
        return payloads;
    }

    private static Set<Optional<String>> groups(List<Statement> demanded, Surroundings surroundings) {
        Set<Optional<String>> groups = new LinkedHashSet<>(Set.of(Optional.empty()));
        if (surroundings.mentionsGroups()) {
            demanded.forEach(statement -> statement.conditions().sharedGroups().names().stream()
                    .sorted()
                    .forEach(name -> groups.add(Optional.of(name))));
            groups.add(Optional.of(surroundings.fresh(0)));
        }
        return groups;
    }
}

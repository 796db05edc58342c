/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import io.topicwarden.analysis.AskedPolicy;
import io.topicwarden.engine.ClientPermissions;
import io.topicwarden.engine.Considered;
import io.topicwarden.engine.Decision;
import io.topicwarden.engine.Reasoning;
import io.topicwarden.engine.WhenExplanation;
import io.topicwarden.policy.Assignment;
import io.topicwarden.policy.Attempt;
import io.topicwarden.policy.Client;
import io.topicwarden.policy.Effect;
import io.topicwarden.policy.Policy;
import io.topicwarden.policy.Role;
import io.topicwarden.policy.RuleReference;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that leads to the answer to a question.
 *
 * @param question what was asked
 * @param answer the decision
 * @param held the roles that the client holds, each with one reason
 * @param missed the assignments that do not hold
 * @param considered the permissions that came into question
 * @param others how many other permissions of the roles have to do with the action
 * @param parts of a subscription that is refused, what would be permitted
 */
record Explanation(
        Question question,
        Decision answer,
        List<Held> held,
        List<Missed> missed,
        List<Considered> considered,
        int others,
        List<Part> parts) {

    /**
     * A role that the client holds.
     *
     * @param why {@code by the assignment at policy.yaml:30}
     */
    record Held(String role, String why) {}

    /**
     * An assignment that does not hold for the client.
     *
     * @param why a clause
     */
    record Missed(Assignment assignment, String why) {}

    /**
     * What would be permitted in place of all.
     *
     * @param filter a topic filter
     * @param wholly whether all of it would be, or all but what denies forbid
     */
    record Part(String filter, boolean wholly) {}

    static Explanation of(Question question) {
        Policy policy = question.files().policy();
        Client client = question.client();
        AskedPolicy asked = question.asked();
        List<Role> roles = policy.rolesOf(client, question.at()).stream()
                .flatMap(name -> Optional.ofNullable(policy.roles().get(name)).stream())
                .toList();
        List<Considered> considered =
                Reasoning.of(roles, client, InstantSource.fixed(question.at()), question.attempt());
        Decision answer = question.answer();
        int all = roles.stream().mapToInt(role -> role.permissions().size()).sum();
        return new Explanation(
                question,
                answer,
                held(question, roles),
                missed(question),
                considered,
                all - considered.size(),
                question.refusal().isPresent() || answer.isAllowed()
                        ? List.of()
                        : parts(question.attempt(), considered, asked.permissionsOf(client, question.at())));
    }

    /** The rule that decided, or the nearest miss. */
    Optional<RuleReference> decidingRule() {
        return answer instanceof Decision.Denied denied
                ? denied.rule().or(() -> denied.nearMiss().map(Decision.NearMiss::rule))
                : Optional.of(((Decision.Allowed) answer).rule());
    }

    private static List<Held> held(Question question, List<Role> roles) {
        List<Held> held = new ArrayList<>();
        for (Role role : roles) {
            for (Assignment assignment : question.files().policy().assignments()) {
                if (assignment.roles().contains(role.name())
                        && assignment.when().holds(question.client(), question.at())) {
                    held.add(new Held(
                            role.name(),
                            "by the assignment at " + assignment.span().fileAndLine()));
                }
            }
            if (question.client().roles().contains(role.name())) {
                held.add(new Held(role.name(), byItself(question)));
            }
        }
        return held;
    }

    private static String byItself(Question question) {
        return question.described().roles().isPresent()
                ? "as given"
                : question.known()
                        .map(identity -> "by identity `" + identity.name() + "`, "
                                + identity.span().fileAndLine())
                        .orElse("as given");
    }

    private static List<Missed> missed(Question question) {
        List<Missed> missed = new ArrayList<>();
        for (Assignment assignment : question.files().policy().assignments()) {
            assignment
                    .when()
                    .unmet(question.client(), question.at())
                    .ifPresent(key -> missed.add(
                            new Missed(assignment, WhenExplanation.of(key, assignment.when(), question.client()))));
        }
        return missed;
    }

    private static List<Part> parts(Attempt attempt, List<Considered> considered, ClientPermissions permissions) {
        if (attempt.kind() != Attempt.Kind.SUBSCRIBE) {
            return List.of();
        }
        String share = attempt.topic().startsWith("$share/")
                ? attempt.topic().substring(0, attempt.topic().indexOf('/', "$share/".length()) + 1)
                : "";
        return considered.stream()
                .filter(one -> one.effect() == Effect.ALLOW && one.holds())
                .flatMap(one -> one.parts().stream())
                .distinct()
                .map(filter -> share + filter)
                .filter(filter -> permissions.partlyPermits(filter, attempt.qos()))
                .map(filter -> new Part(
                        filter, permissions.subscribe(filter, attempt.qos()).isAllowed()))
                .toList();
    }
}

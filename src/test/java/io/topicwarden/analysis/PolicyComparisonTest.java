/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.topicwarden.analysis.RoleDifference.Presence;
import io.topicwarden.engine.Terms;
import io.topicwarden.policy.Action;
import io.topicwarden.policy.DeniedPublish;
import io.topicwarden.policy.Policy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said of changes that an operator makes. */
final class PolicyComparisonTest {

    @Test
    void between_sameMeaningInOtherWords_isEmpty() {
        PolicyDifference difference = between(
                role("{allow: [publish, subscribe], topics: [a/#, b], wildcards: x1}", "{deny: publish, topics: a/x}"),
                role(
                        "{deny: publish, topics: a/x, qos: [0, 1, 2]}",
                        "{allow: subscribe, topics: b}",
                        "{allow: publish, topics: [b, a/+/#, a], wildcards: other words}",
                        "{allow: subscribe, topics: [a, a/+, a/+/+/#], wildcards: by length}"));
        assertThat(difference.isEmpty()).isTrue();
        assertThat(difference.exhaustive()).isTrue();
    }

    @Test
    void between_sameConditionsInOtherWords_isEmpty() {
        assertThat(between(
                                role("{allow: publish, topics: a, when: {network: 10.0.0.0/8}}"),
                                role("{allow: publish, topics: a, when: {network: [10.0.0.0/9, 10.128.0.0/9]}}"))
                        .isEmpty())
                .isTrue();
        assertThat(between(
                                role("{allow: publish, topics: a}"),
                                role("{allow: publish, topics: a, when: {identity: \"*\"}}"))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void between_allowIsNew_isToldInTheOperatorsWords() {
        PolicyDifference difference = between(
                role("{allow: publish, topics: a}"),
                role("{allow: publish, topics: [a, \"plants/${cert.ou}/dev-${client.id}/x\"]}"));
        Change change = difference.roles().get(0).allowed().get(0);
        assertThat(change.action()).isEqualTo(Action.PUBLISH);
        assertThat(change.witness().topics()).isEqualTo("plants/${cert.ou}/dev-${client.id}/x");
        assertThat(change.witness().topic()).isEqualTo("plants/z/dev-zz/x");
        assertThat(change.witness().example().as()).isEqualTo("roles=r,certificate.ou=z,client-id=zz");
        assertThat(difference.allowsMore()).isTrue();
        assertThat(difference.forbidsMore()).isFalse();
    }

    @Test
    void between_denyHasAVariable_examplesNameAValueForIt() {
        String deny = "{deny: publish, topics: \"b/${cert.ou}\"}";
        Change change = onlyAllowed(role(deny), role(deny, "{allow: publish, topics: a}"));
        assertThat(change.witness().example().as()).isEqualTo("roles=r,certificate.ou=xxxx");
    }

    @Test
    void between_anyAddressIsAskedFor_examplesNameOne() {
        Change change = onlyAllowed(
                role("{allow: publish, topics: a}"),
                role("{allow: publish, topics: a}", "{allow: publish, topics: b, when: {network: 0.0.0.0/0}}"));
        assertThat(change.witness().example().as()).isEqualTo("roles=r,network=192.0.2.1");
    }

    @Test
    void between_assignmentOfClientsThatStayBlocked_isEmpty() {
        String roles = "roles: {r: {permissions: [{allow: publish, topics: a}]}}";
        String blocked = "blocked: [{when: {client-id: a*}}]";
        assertThat(given(roles, blocked).isEmpty()).isTrue();
        assertThat(between(assigned(roles, blocked), Yaml.policy(roles, blocked))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void between_assignmentOfClientsThatAreBlockedForATime_isToldAtItsEnd() {
        String roles = "roles: {r: {permissions: [{allow: publish, topics: a}]}}";
        String blocked = "blocked: [{when: {client-id: a*}, until: 2027-01-01T00:00:00Z},"
                + " {when: {client-id: ab}, until: 2027-06-01T00:00:00Z}]";
        AssignmentDifference gained = given(roles, blocked).assignments().get(0);
        assertThat(gained.example().as()).isEqualTo("client-id=ab,time=2027-06-01T00:00:00Z");
        assertThat(gained.allowed())
                .extracting(change -> change.witness().example().as())
                .containsExactly("client-id=ab,time=2027-06-01T00:00:00Z");
        assertThat(between(assigned(roles, blocked), Yaml.policy(roles, blocked))
                        .forbidsMore())
                .isTrue();
    }

    @Test
    void between_assignmentOfClientsOfWhomOthersAreBlockedForLonger_isToldAtTheirEnd() {
        String roles = "roles: {r: {permissions: [{allow: publish, topics: a}]}}";
        String blocked = "blocked: [{when: {client-id: ab}, until: 2027-01-01T00:00:00Z},"
                + " {when: {client-id: other}, until: 2099-01-01T00:00:00Z}]";
        AssignmentDifference gained = given(roles, blocked).assignments().get(0);
        assertThat(gained.example().now()).isEqualTo("2027-01-01T00:00:00Z");
        assertThat(gained.allowed())
                .extracting(change -> change.witness().example().now())
                .containsExactly(Instant.parse("2027-01-01T00:00:00Z"));
    }

    /** On the day when the block ends the window is over. */
    @Test
    void between_permissionWithAWindowForClientsBlockedForATime_isToldInTheNextWindow() {
        String window = "time: {from: \"08:00\", to: \"09:00\", days: [fri], zone: UTC}";
        String roles = "roles: {r: {permissions: [{allow: publish, topics: a, when: {" + window + "}}]}}";
        String blocked = "blocked: [{when: {client-id: a*}, until: 2027-01-01T12:00:00Z}]";
        AssignmentDifference gained = given(roles, blocked).assignments().get(0);
        assertThat(gained.allowed())
                .extracting(change -> change.witness().example().now())
                .containsExactly(Instant.parse("2027-01-08T08:00:00Z"));
    }

    @Test
    void between_assignmentOfClientsOfWhomSomeAreBlocked_isToldByAnother() {
        String roles = "roles: {r: {permissions: [{allow: publish, topics: a}]}}";
        String blocked = "blocked: [{when: {client-id: x*}}]";
        PolicyDifference difference = between(
                Yaml.policy(roles, blocked),
                Yaml.policy(roles, "assignments: [{roles: r, when: {client-id: \"*\"}}]", blocked));
        assertThat(difference.assignments()).hasSize(1);
        Change change = difference.assignments().get(0).allowed().get(0);
        assertThat(change.witness().example().as()).isEqualTo("client-id=z");
    }

    @Test
    void between_payloadLimitRaised_isShownByOneByteMore() {
        Change change = onlyAllowed(
                role("{allow: publish, topics: a, max-payload: 10}"),
                role("{allow: publish, topics: a, max-payload: 1000}"));
        assertThat(change.witness().terms()).isEqualTo(new Terms.Publish(0, false, 11));
    }

    @Test
    void between_groupAdded_isShownThroughTheGroup() {
        Change change = onlyAllowed(
                role("{allow: subscribe, topics: a, shared-groups: [g]}"),
                role("{allow: subscribe, topics: a, shared-groups: [g, h]}"));
        assertThat(change.witness().terms()).isEqualTo(new Terms.Subscribe(0, Optional.of("h")));
    }

    @Test
    void between_denyWithVariableGone_isShownByWhoeverItClosedOut() {
        Change change = onlyAllowed(
                role("{allow: publish, topics: b}", "{deny: publish, topics: \"a/${attributes.x}\"}"),
                role("{allow: publish, topics: b}"));
        assertThat(change.byDeny()).isTrue();
        assertThat(change.witness().topic()).isEqualTo("b");
        assertThat(change.witness().example().client().attributes()).doesNotContainKey("x");
        assertThat(change.witness().example().without()).containsExactly("attributes.x");
    }

    @Test
    void between_denyOfAnotherVariableGone_isShownByEqualValues() {
        String allow = "{allow: publish, topics: \"${attributes.v}/x\"}";
        String deny = "{deny: publish, topics: \"${client.id}/x\", when: {client-id: [a, b]}}";
        Change change = onlyAllowed(role(allow, deny), role(allow));
        assertThat(change.witness().topic()).isEqualTo("a/x");
    }

    @Test
    void between_denyOfAGuardGone_namesTheRoleThatAllows() {
        String[] operator = {"  operator: {permissions: [{allow: publish, topics: a/#, wildcards: all of a}]}"};
        PolicyDifference difference = between(
                Yaml.policy("roles:", operator[0], "  guard: {permissions: [{deny: publish, topics: a/secret}]}"),
                Yaml.policy("roles:", operator[0], "  guard: {permissions: [{deny: publish, topics: a/other}]}"));
        Change allowed = difference.roles().get(0).allowed().get(0);
        assertThat(difference.roles()).hasSize(1);
        assertThat(allowed.alsoHolding()).contains("operator");
        assertThat(allowed.witness().topic()).isEqualTo("a/secret");
        assertThat(difference.roles().get(0).forbidden().get(0).witness().topic())
                .isEqualTo("a/other");
    }

    @Test
    void between_roleRenamed_isGoneAndNew() {
        PolicyDifference difference = between(
                Yaml.policy("roles: {a: {permissions: [{allow: publish, topics: t}]}}"),
                Yaml.policy("roles: {b: {permissions: [{allow: publish, topics: t}]}}"));
        assertThat(difference.roles())
                .extracting(RoleDifference::presence)
                .containsExactly(Presence.REMOVED, Presence.ADDED);
    }

    @Test
    void between_assignmentCoveredByAnother_isEmpty() {
        String base = "roles: {r: {permissions: [{allow: publish, topics: t}]}}";
        assertThat(between(
                                Yaml.policy(base, "assignments: [{roles: r, when: {client-id: \"s*\"}}]"),
                                Yaml.policy(
                                        base,
                                        "assignments: [{roles: r, when: {client-id: \"s*\"}}, {roles: r, when: {client-id: s1}}]"))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void between_assignmentWidened_saysWhoHoldsTheRoleNow() {
        String base = "roles: {r: {permissions: [{allow: publish, topics: t}]}}";
        PolicyDifference difference = between(
                Yaml.policy(base, "assignments: [{roles: r, when: {client-id: \"s*7\"}}]"),
                Yaml.policy(base, "assignments: [{roles: r, when: {client-id: \"s*\"}}]"));
        AssignmentDifference gained = difference.assignments().get(0);
        assertThat(difference.assignments()).hasSize(1);
        assertThat(gained.gained()).isTrue();
        assertThat(gained.example().client().clientId()).startsWith("s").doesNotEndWith("7");
        assertThat(gained.allowed()).hasSize(1);
    }

    @Test
    void between_blockGone_allowsMore() {
        PolicyDifference difference = between(
                Yaml.policy("blocked: [{when: {client-id: \"rogue-*\"}}, {when: {client-id: rogue-7}}]"),
                Yaml.policy("blocked: [{when: {client-id: rogue-7}}]"));
        assertThat(difference.blocks()).hasSize(1);
        assertThat(difference.blocks().get(0).permits()).isTrue();
        assertThat(difference.allowsMore()).isTrue();
    }

    @Test
    void between_blockEndsEarlier_isShownAtItsEnd() {
        PolicyDifference difference = between(
                Yaml.policy("blocked: [{when: {client-id: a}, until: 2027-06-01T00:00:00Z}]"),
                Yaml.policy("blocked: [{when: {client-id: a}, until: 2027-01-01T00:00:00Z}]"));
        assertThat(difference.blocks()).hasSize(1);
        assertThat(difference.blocks().get(0).example().as()).isEqualTo("client-id=a,time=2027-01-01T00:00:00Z");
    }

    @Test
    void between_expiredBlockGone_isEmpty() {
        assertThat(between(Yaml.policy("blocked: [{when: {client-id: a}, until: 2026-01-01T00:00:00Z}]"), Policy.EMPTY)
                        .isEmpty())
                .isTrue();
    }

    @Test
    void between_deniedPublishChanged_isToldAndAllowsNothing() {
        String permissions = "permissions: [{allow: publish, topics: t}]";
        PolicyDifference difference = between(
                Yaml.policy("roles: {r: {" + permissions + "}}"),
                Yaml.policy("roles: {r: {denied-publish: ignore, " + permissions + "}}"));
        assertThat(difference.roles().get(0).deniedPublish())
                .contains(new RoleDifference.DeniedPublishChange(Optional.empty(), Optional.of(DeniedPublish.IGNORE)));
        assertThat(difference.allowsMore()).isFalse();
    }

    @Test
    void between_noDecisionsLeft_saysThatThereMayBeMore() {
        PolicyDifference difference = PolicyComparison.between(
                role("{allow: publish, topics: a}"), role("{allow: publish, topics: b}"), TinyUniverse.NOW, 0);
        assertThat(difference.exhaustive()).isFalse();
    }

    @Test
    void between_interrupted_endsEarlyAndStaysInterrupted() {
        Thread.currentThread().interrupt();
        PolicyDifference difference = between(role("{allow: publish, topics: a}"), role("{allow: publish, topics: b}"));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(difference.exhaustive()).isFalse();
    }

    @Test
    void between_denyThatIsGoneStoodInNobodysWay_isNotToldOf() {
        PolicyDifference difference = between(
                role(
                        "{allow: publish, topics: \"dev/${client.id}/#\", wildcards: its own}",
                        "{deny: publish, topics: \"dev/${client.id}/secret\"}"),
                role(
                        "{allow: publish, topics: \"new/${client.id}/#\", wildcards: its own}",
                        "{deny: publish, topics: \"new/${client.id}/secret\"}"));
        RoleDifference role = difference.roles().get(0);
        assertThat(role.allowed()).extracting(Change::byDeny).containsExactly(false);
        assertThat(role.forbidden()).extracting(Change::byDeny).containsExactly(false);
        assertThat(difference.exhaustive()).isTrue();
    }

    @Test
    void between_deniesThatAreGone_areToldWithTopicsOfTheirOwn() {
        String allow = "{allow: publish, topics: a/#, wildcards: its own}";
        PolicyDifference difference =
                between(role(allow, "{deny: publish, topics: a/x}", "{deny: publish, topics: a/y}"), role(allow));
        assertThat(difference.roles().get(0).allowed())
                .extracting(change -> change.witness().topics())
                .containsExactly("a/x", "a/y");
    }

    @Test
    void between_denyThatIsGoneMadeWayForANewAllow_isToldAsWell() {
        PolicyDifference difference = between(
                role("{allow: publish, topics: pub/#, wildcards: x1}", "{deny: publish, topics: secret/#}"),
                role("{allow: publish, topics: \"#\", wildcards: x1}"));
        assertThat(difference.roles().get(0).allowed())
                .extracting(Change::byDeny, change -> change.witness().topics().startsWith("secret/"))
                .contains(tuple(true, true));
    }

    @Test
    void between_denyThatIsGoneMadeWayForANewAllowOfAnotherRole_namesIt() {
        PolicyDifference difference = between(
                Yaml.policy("roles:\n  r: {permissions: [{deny: publish, topics: secret/#}]}\n"
                        + "  s: {permissions: [{allow: publish, topics: pub/#, wildcards: x1}]}"),
                Yaml.policy("roles:\n  r: {permissions: [{deny: publish, topics: other/#}]}\n"
                        + "  s: {permissions: [{allow: publish, topics: \"#\", wildcards: x1}]}"));
        assertThat(difference.roles().get(0).allowed())
                .extracting(Change::byDeny, Change::alsoHolding, change -> change.witness()
                        .topics())
                .containsExactly(tuple(true, Optional.of("s"), "secret/#"));
    }

    @Test
    void between_denyWithAVariableGone_isToldInItsWords() {
        String allow = "{allow: publish, topics: a/#, wildcards: x1}";
        Change change = onlyAllowed(role(allow, "{deny: publish, topics: \"a/${client.id}/x\"}"), role(allow));
        assertThat(change.witness().topics()).isEqualTo("a/${client.id}/x");
    }

    /** Only for who has just that value is anything gained. */
    @Test
    void between_denyWithAVariableGoneWhereTheAllowHasAText_isToldWithTheText() {
        String allow = "{allow: publish, topics: a/b/#, wildcards: x1}";
        Change change = onlyAllowed(role(allow, "{deny: publish, topics: \"${cert.ou}/b\"}"), role(allow));
        assertThat(change.witness().topics()).isEqualTo("a/b");
    }

    @Test
    void between_denyWithAVariableGoneThatClosedEveryTopic_isToldOfAny() {
        String every = "{allow: publish, every-topic: true}";
        String deny = "{deny: publish, topics: \"#\"}";
        Change change = onlyAllowed(role(every, deny, "{deny: publish, topics: \"x/${cert.ou}\"}"), role(every, deny));
        assertThat(change.witness().topics()).isEqualTo("$…");
    }

    /** Thousands of denies are left alone once something has been found. */
    @Test
    void between_manyDeniesOfARoleHeld_assignmentIsToldWithFewDecisions() {
        StringBuilder denies = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            denies.append("{deny: publish, topics: \"d/").append(i).append("/${client.id}/#\"}, ");
        }
        String roles = "roles: {r0: {permissions: [" + denies + "{allow: publish, topics: a}]},"
                + " r1: {permissions: [{allow: publish, topics: b}]}}";
        String held = "assignments: [{roles: r0, when: {identity: \"*\"}}";
        String more =
                ", {roles: r1, when: {client-id: [c1, c2, c3, c4, c5, c6, c7, c8, c9], attributes: {v: [x, y]}}}]";
        PolicyDifference difference = PolicyComparison.between(
                Yaml.policy(roles, held + more), Yaml.policy(roles, held + "]"), TinyUniverse.NOW, 3_000);
        assertThat(difference.exhaustive()).isTrue();
        assertThat(difference.allowsMore()).isFalse();
        assertThat(difference.forbidsMore()).isTrue();
    }

    @Test
    void between_blockUntilTheEndOfTime_isNotExhaustiveWithAWindow() {
        String window = "when: {time: {from: \"08:00\", to: \"09:00\", zone: UTC}}";
        String roles = "roles: {r: {permissions: [{allow: publish, topics: a, " + window + "}]}}";
        String blocked = "blocked: [{when: {client-id: ab}, until: \"+999999999-12-31T23:59:59Z\"}]";
        assertThat(given(roles, blocked).exhaustive()).isFalse();
    }

    @Test
    void between_anAddressMatters_exampleOfAnAssignmentNamesOne() {
        String roles = "roles: {r: {permissions: [{allow: publish, topics: a}]}, s: {permissions: ["
                + "{allow: publish, topics: a}, {deny: publish, topics: a, when: {network: 0.0.0.0/0}}]}}";
        PolicyDifference difference = between(
                Yaml.policy(roles, "assignments: [{roles: s, when: {client-id: c}}]"),
                Yaml.policy(roles, "assignments: [{roles: r, when: {client-id: c}}]"));
        assertThat(difference.assignments().get(0).allowed())
                .extracting(change -> change.witness().example().as())
                .containsExactly("client-id=c,network=192.0.2.1");
    }

    @Test
    void between_valueWithMoreDemandsThanAreTried_isNotExhaustive() {
        List<String> levels = List.of("${cert.ou}", "${cert.ou}", "${cert.ou}", "${cert.ou}", "${cert.ou}");
        String pattern = "\"" + String.join("/", levels) + "\"";
        PolicyDifference difference = between(
                role("{allow: publish, topics: " + pattern + "}", "{deny: publish, topics: a/b/c/d/e}"),
                role("{allow: publish, topics: " + pattern + "}"));
        assertThat(difference.exhaustive()).isFalse();
    }

    /** What is said where a client is given a role, and the blocks stay as they are. */
    private static PolicyDifference given(String roles, String blocked) {
        return between(Yaml.policy(roles, blocked), assigned(roles, blocked));
    }

    private static Policy assigned(String roles, String blocked) {
        return Yaml.policy(roles, "assignments: [{roles: r, when: {client-id: ab}}]", blocked);
    }

    private static Change onlyAllowed(Policy before, Policy after) {
        PolicyDifference difference = between(before, after);
        assertThat(difference.forbidsMore()).isFalse();
        assertThat(difference.roles()).hasSize(1);
        assertThat(difference.roles().get(0).allowed()).hasSize(1);
        return difference.roles().get(0).allowed().get(0);
    }

    private static PolicyDifference between(Policy before, Policy after) {
        return PolicyComparison.between(before, after, TinyUniverse.NOW);
    }

    private static Policy role(String... permissions) {
        return Yaml.policy("roles: {r: {permissions: [" + String.join(", ", permissions) + "]}}");
    }
}

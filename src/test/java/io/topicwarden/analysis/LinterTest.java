/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.policy.Identity;
import io.topicwarden.policy.Policy;
import io.topicwarden.policy.Settings;
import io.topicwarden.policy.yaml.IdentitiesReader;
import io.topicwarden.policy.yaml.SettingsReader;
import io.topicwarden.policy.yaml.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Findings that the transcripts do not show, and what is no finding. */
final class LinterTest {

    private static final String PASSWORDS = "version: 1\nlisteners: {tls: {authenticate: password}}\n";
    private static final String MANY = "roles: {r: {permissions: [%s]}}";

    @Test
    void lint_twoThatSayTheSame_reportsTheLaterOnly() {
        assertThat(ofPermissions("{allow: publish, topics: a}", "{allow: publish, topics: a}"))
                .extracting(finding -> finding.span().column())
                .hasSize(1)
                .allMatch(column -> column > 50);
    }

    @Test
    void lint_allowCoveredByTwoOthersTogether_isRedundant() {
        assertThat(codes(ofPermissions(
                        "{allow: subscribe, topics: [a, a/+], wildcards: one half of it}",
                        "{allow: subscribe, topics: a/+/+/#, wildcards: the other half}",
                        "{allow: subscribe, topics: a/#, wildcards: all of it}")))
                .contains(LintCode.REDUNDANT_PERMISSION);
    }

    @Test
    void lint_allowWithWiderConditions_isNotRedundant() {
        assertThat(ofPermissions(
                        "{allow: publish, topics: a/b, qos: [0, 1]}", "{allow: publish, topics: a/b, qos: [1, 2]}"))
                .isEmpty();
    }

    @Test
    void lint_denyThatClosesTheAction_isNotRedundant() {
        assertThat(ofPermissions("{deny: publish, topics: a/#}", "{deny: publish, topics: \"a/${attributes.x}\"}"))
                .isEmpty();
    }

    @Test
    void lint_denyThatClosesTheActionBesideOneOfEveryTopic_isRedundant() {
        assertThat(codes(ofPermissions(
                        "{deny: publish, every-topic: true}", "{deny: publish, topics: \"a/${attributes.x}\"}")))
                .containsExactly(LintCode.REDUNDANT_PERMISSION);
    }

    @Test
    void lint_holeThatAnotherDenyCloses_isNone() {
        String allow = "{allow: subscribe, topics: $SYS/#, wildcards: the broker is watched}";
        assertThat(codes(ofPermissions(allow, "{deny: subscribe, topics: \"#\"}")))
                .contains(LintCode.DENY_WITH_HOLE);
        assertThat(codes(ofPermissions(allow, "{deny: subscribe, topics: \"#\"}", "{deny: subscribe, topics: $SYS/#}")))
                .doesNotContain(LintCode.DENY_WITH_HOLE);
    }

    @Test
    void lint_holeThatNoAllowLeadsThrough_isNone() {
        assertThat(codes(ofPermissions("{allow: publish, topics: a/b}", "{deny: publish, topics: \"#\"}")))
                .doesNotContain(LintCode.DENY_WITH_HOLE);
    }

    @Test
    void lint_denyInAnotherConditionThanTheAllow_hasNoHole() {
        assertThat(codes(ofPermissions(
                        "{allow: publish, topics: a, when: {listener: tls}}",
                        "{deny: publish, topics: a/+/#, when: {listener: lan}}")))
                .doesNotContain(LintCode.DENY_WITH_HOLE);
    }

    @Test
    void lint_roleUnassigned_countsLessWhereIdentitiesAreNotKnown() {
        Policy policy = Yaml.policy(String.format(MANY, "{allow: publish, topics: a}"));
        assertThat(lint(policy, Optional.empty(), Optional.empty()))
                .extracting(Finding::severity)
                .containsExactly(Severity.NOTE);
        assertThat(lint(policy, Optional.empty(), Optional.of(identities("alice: {}"))))
                .extracting(Finding::severity)
                .containsExactly(Severity.WARNING);
        assertThat(lint(policy, Optional.empty(), Optional.of(identities("alice: {roles: [r]}"))))
                .isEmpty();
    }

    @Test
    void lint_identityWithoutPasswordAmongPasswordListeners_isReported() {
        assertThat(codes(lint(Policy.EMPTY, Optional.of(settings(PASSWORDS)), Optional.of(identities("alice: {}")))))
                .containsExactly(LintCode.IDENTITY_WITHOUT_PASSWORD);
    }

    @Test
    void lint_usernameOnACertificateListener_neverHolds() {
        String mtls =
                """
                version: 1
                listeners: {mtls: {authenticate: certificate}}
                certificates: {trust-anchors: [ca.pem], revocation: if-listed}
                """;
        Policy policy = Yaml.policy(
                "roles: {r: {permissions: [{allow: publish, topics: a}]}}",
                "assignments: [{roles: r, when: {username: alice}}]");
        assertThat(codes(lint(policy, Optional.of(settings(mtls)), Optional.empty())))
                .contains(LintCode.NEVER_HOLDS);
    }

    @Test
    void lint_permissionForMqtt3_holdsForWhoeverIsAssigned() {
        Policy policy = Yaml.policy(
                "roles: {r: {permissions: [{allow: publish, topics: a, when: {mqtt: 3}}]}}",
                "assignments: [{roles: r, when: {client-id: \"*\"}}]");
        assertThat(codes(lint(policy, Optional.empty(), Optional.of(identities("alice: {}")))))
                .doesNotContain(LintCode.NEVER_HOLDS);
    }

    @Test
    void isEmpty_wordsThatSayNothing_isTrue() {
        assertThat(List.of(
                        "x",
                        "xxx",
                        "TODO",
                        "test",
                        "because",
                        "wildcard",
                        "...",
                        "-",
                        "needed for test",
                        "?!?!",
                        "n/a"))
                .allMatch(ReasonCheck::isEmpty);
    }

    @Test
    void isEmpty_wordsThatSaySomething_isFalse() {
        assertThat(List.of("a sensor owns its topics", "Störungen im Werk", "测试线路", "INC-1234", "all of site 7b"))
                .noneMatch(ReasonCheck::isEmpty);
    }

    private static List<Finding> ofPermissions(String... permissions) {
        Policy policy = Yaml.policy(
                String.format(MANY, String.join(", ", permissions)),
                "assignments: [{roles: r, when: {identity: \"*\"}}]");
        return lint(policy, Optional.empty(), Optional.empty());
    }

    private static List<Finding> lint(
            Policy policy, Optional<Settings> settings, Optional<Map<String, Identity>> identities) {
        Lint lint = Linter.lint(new LintInput(policy, settings, identities, TinyUniverse.NOW));
        assertThat(lint.exhaustive()).isTrue();
        return lint.findings();
    }

    private static List<LintCode> codes(List<Finding> findings) {
        return findings.stream().map(Finding::code).toList();
    }

    private static Settings settings(String text) {
        return SettingsReader.read(file("topicwarden.yaml", text)).value().orElseThrow();
    }

    private static Map<String, Identity> identities(String lines) {
        String text = "version: 1\nidentities: {" + lines + "}\n";
        return IdentitiesReader.read(file("identities.yaml", text), Optional.empty())
                .value()
                .orElseThrow();
    }

    private static SourceFile file(String name, String text) {
        return new SourceFile(name, text.getBytes(StandardCharsets.UTF_8));
    }
}

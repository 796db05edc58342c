/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.analysis.AskedPolicy;
import io.topicwarden.engine.CompiledPolicy;
import io.topicwarden.policy.Attempt;
import io.topicwarden.policy.Client;
import io.topicwarden.policy.Identity;
import io.topicwarden.policy.Policy;
import io.topicwarden.policy.SourceSpan;
import io.topicwarden.policy.yaml.Limits;
import io.topicwarden.policy.yaml.PolicyReader;
import io.topicwarden.policy.yaml.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProposalTest {

    private static final Client S1 = Seen.client("s1", "s1");
    private static final Client S2 = Seen.client("s2", "s2");

    private static Policy policy(String text) {
        return PolicyReader.read(List.of(new SourceFile("policy.yaml", text.getBytes(StandardCharsets.UTF_8))))
                .value()
                .orElseThrow();
    }

    private static boolean allows(Proposal proposal, Client client, Attempt attempt) {
        return new AskedPolicy(CompiledPolicy.of(policy(proposal.policy())))
                .decide(client, attempt, Seen.NOW)
                .isAllowed();
    }

    @Test
    void proposal_ofNothing_isAPolicyThatPermitsNothing() {
        Proposal proposal = new Seen().proposal();

        assertThat(proposal.serves()).isTrue();
        assertThat(policy(proposal.policy())).isEqualTo(Policy.EMPTY);
    }

    @Test
    void level_thatIsTheClientsOwn_becomesAVariable() {
        assertThat(Seen.topics(new Seen().publish(S1, "plants/s1/data").proposal()))
                .containsExactly("plants/${identity}/data");
    }

    @Test
    void level_thatHoldsTheClientsName_becomesTextAroundAVariable() {
        Client client = Seen.client("pump7", "pump7");

        assertThat(Seen.topics(new Seen().publish(client, "plants/dev-pump7-x").proposal()))
                .containsExactly("plants/dev-${identity}-x");
    }

    @Test
    void level_thatHoldsAShortName_isTakenForChance() {
        assertThat(Seen.topics(new Seen().publish(Seen.client("a", "a"), "data").proposal()))
                .containsExactly("data");
    }

    @Test
    void variable_thatExplainsMoreClients_isTaken() {
        Client phone = Seen.client("alice", "alice-phone");
        Seen seen = new Seen().publish(S1, "in/s1").publish(phone, "in/alice-phone");

        assertThat(Seen.topics(seen.proposal())).containsExactly("in/${client.id}");
    }

    @Test
    void attributeAndCertificate_becomeVariables() {
        Client client = Seen.client("s1", List.of("assembly"), Map.of("site", List.of("brussels")));

        assertThat(Seen.topics(
                        new Seen().publish(client, "brussels/assembly/s1").proposal()))
                .containsExactly("${attributes.site}/${cert.ou}/${identity}");
    }

    @Test
    void value_ofSeveral_isNoVariableSinceItWouldPermitTheOthers() {
        Client client = Seen.client("s1", List.of("a", "b"), Map.of("site", List.of("x", "y")));

        assertThat(Seen.topics(new Seen().publish(client, "a/x").proposal())).containsExactly("a/x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+", "#", "a+b", "a/b", "$x"})
    void clientId_thatCannotStandForALevel_isNoVariable(String clientId) {
        Client client = Seen.client("s1", clientId);
        Proposal proposal = new Seen()
                .subscribe(client, clientId.equals("#") ? "#" : "a/+/x")
                .proposal();

        assertThat(Seen.topics(proposal)).containsExactly(clientId.equals("#") ? "#" : "a/+/x");
        assertThat(proposal.serves()).isTrue();
    }

    @Test
    void clients_thatBehaveAlike_holdOneRole() {
        Proposal proposal = new Seen().publish(S1, "in/s1").publish(S2, "in/s2").proposal();

        assertThat(proposal.roles()).isEqualTo(1);
        assertThat(allows(proposal, S1, Attempt.of(Attempt.Kind.PUBLISH, "in/s1")))
                .isTrue();
        assertThat(allows(proposal, S1, Attempt.of(Attempt.Kind.PUBLISH, "in/s2")))
                .isFalse();
    }

    @Test
    void client_thatDidMore_holdsAnotherRoleBesides() {
        Proposal proposal = new Seen()
                .publish(S1, "in/s1")
                .publish(S2, "in/s2")
                .publish(S2, "more")
                .proposal();

        assertThat(proposal.roles()).isEqualTo(2);
        assertThat(allows(proposal, S1, Attempt.of(Attempt.Kind.PUBLISH, "more")))
                .isFalse();
        assertThat(allows(proposal, S2, Attempt.of(Attempt.Kind.PUBLISH, "more")))
                .isTrue();
    }

    @Test
    void conditions_areThoseThatWereSeen() {
        Proposal proposal = new Seen()
                .did(S1, new Attempt(Attempt.Kind.PUBLISH, "t", 1, true, 10))
                .proposal();

        assertThat(allows(proposal, S1, new Attempt(Attempt.Kind.PUBLISH, "t", 1, true, 10)))
                .isTrue();
        assertThat(allows(proposal, S1, new Attempt(Attempt.Kind.PUBLISH, "t", 0, true, 10)))
                .isFalse();
        assertThat(allows(proposal, S1, new Attempt(Attempt.Kind.PUBLISH, "t", 1, false, 10)))
                .isFalse();
        assertThat(allows(proposal, S1, new Attempt(Attempt.Kind.PUBLISH, "t", 1, true, 11)))
                .isFalse();
    }

    @Test
    void qos_ofOtherPayload_isNotMixedWithIt() {
        Proposal proposal = new Seen()
                .did(S1, new Attempt(Attempt.Kind.PUBLISH, "t", 0, false, 1_000))
                .did(S1, new Attempt(Attempt.Kind.PUBLISH, "t", 1, false, 10))
                .proposal();

        assertThat(allows(proposal, S1, new Attempt(Attempt.Kind.PUBLISH, "t", 1, false, 11)))
                .isFalse();
    }

    @Test
    void subscription_withWildcards_isPermittedForExactlyItsFilter() {
        Proposal proposal = new Seen().subscribe(S1, "a/+/#").proposal();

        assertThat(allows(proposal, S1, Attempt.of(Attempt.Kind.SUBSCRIBE, "a/+/#")))
                .isTrue();
        assertThat(allows(proposal, S1, Attempt.of(Attempt.Kind.SUBSCRIBE, "a/#")))
                .isFalse();
    }

    @Test
    void sharedSubscription_isPermittedThroughItsGroupOnly() {
        Proposal proposal = new Seen().subscribe(S1, "$share/g/a/b").proposal();

        assertThat(allows(proposal, S1, Attempt.of(Attempt.Kind.SUBSCRIBE, "$share/g/a/b")))
                .isTrue();
        assertThat(allows(proposal, S1, Attempt.of(Attempt.Kind.SUBSCRIBE, "$share/h/a/b")))
                .isFalse();
    }

    @Test
    void will_isPermittedAsAPublish() {
        Attempt will = Attempt.of(Attempt.Kind.WILL, "gone/s1");

        assertThat(allows(new Seen().did(S1, will).proposal(), S1, will)).isTrue();
    }

    @Test
    void refusedAndFiltered_areLeftOutAndCounted() {
        Evidence evidence = new Seen()
                .add(S1, Attempt.of(Attempt.Kind.PUBLISH, "no"), 0, 0, 3)
                .add(S1, Attempt.of(Attempt.Kind.SUBSCRIBE, "part/#"), 0, 2, 1)
                .evidence();

        assertThat(evidence.deeds()).isEmpty();
        assertThat(evidence.onlyRefused()).isEqualTo(1);
        assertThat(evidence.onlyFiltered()).isEqualTo(1);
    }

    @Test
    void policyGiven_whatItForbids_isLeftOut() {
        Policy given = policy(
                """
                version: 1
                roles: {r: {permissions: [{allow: publish, topics: a, when: {network: 10.0.0.0/8}}]}}
                assignments: [{roles: r, when: {listener: mtls, tls: TLSv1.3}}]
                """);
        Evidence evidence = Evidence.of(
                new Seen().publish(S1, "a").publish(S1, "b").observed(),
                Optional.of(new AskedPolicy(CompiledPolicy.of(Relaxed.of(given)))),
                Map.of(),
                Seen.NOW);

        assertThat(evidence.deeds()).extracting(deed -> deed.attempt().topic()).containsExactly("a");
        assertThat(evidence.forbidden()).isEqualTo(1);
    }

    @Test
    void identitiesGiven_theirAttributesCount() {
        Identity identity = new Identity(
                "s1",
                Optional.empty(),
                Set.of(),
                Map.of("line", List.of("a")),
                true,
                SourceSpan.startOf("identities.yaml"));
        Evidence evidence = Evidence.of(
                new Seen().publish(S1, "lines/a").observed(), Optional.empty(), Map.of("s1", identity), Seen.NOW);

        assertThat(Seen.topics(Proposal.of(evidence, Optional.empty(), Set.of(), Seen.NOW)))
                .containsExactly("lines/${attributes.line}");
    }

    @Test
    void assignments_ofMoreThanOneListTakes_areSeveral() {
        Seen seen = new Seen();
        for (int i = 0; i <= Limits.MAX_ENTRIES; i++) {
            seen.publish(Seen.client("s" + i, "s" + i), "lines/a");
        }
        Proposal proposal = seen.proposal();

        assertThat(proposal.problems()).isEmpty();
        assertThat(proposal.unallowed()).isEmpty();
        assertThat(policy(proposal.policy()).assignments()).hasSize(2);
    }

    @Test
    void roleName_thatIsTaken_isNotGivenAgain() {
        Evidence evidence = new Seen().publish(S1, "a").evidence();
        Proposal proposal = Proposal.of(evidence, Optional.empty(), Set.of("observed-s1"), Seen.NOW);

        assertThat(policy(proposal.policy()).roles()).containsOnlyKeys("observed-s1-2");
    }

    @Test
    void generalize_enoughValuesOfOneIdentity_isAPlus() {
        Seen seen = new Seen();
        for (int i = 0; i < 5; i++) {
            seen.publish(S1, "gw/" + i + "/t" + i % 2);
        }

        assertThat(Seen.topics(seen.proposal(4))).hasSize(5);
        assertThat(Seen.topics(seen.proposal(3))).containsExactly("gw/+/t0", "gw/1/t1", "gw/3/t1");
        assertThat(seen.proposal(2).serves()).isTrue();
    }

    @Test
    void generalize_valuesOfSeveralIdentities_areNoEvidence() {
        Seen seen = new Seen().publish(S1, "a/x").publish(S2, "a/y");

        assertThat(Seen.topics(seen.proposal(2))).containsExactlyInAnyOrder("a/x", "a/y");
    }

    @Test
    void generalize_levelsThatBeginWithDollar_areKept() {
        Seen seen = new Seen().subscribe(S1, "$a/x").subscribe(S1, "$b/x");

        assertThat(Seen.topics(seen.proposal(2))).containsExactly("$a/x", "$b/x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"",
                "a: b",
                "- a",
                "'",
                "\\",
                "a\nroles: {x: 1}",
                "\u0007\u001b[31m",
                "a\u2028b",
                "\u202e",
                "{a}",
                "[a]",
                "&a",
                "!!map",
                "%",
                "@",
                "`",
                "#x",
                "null",
                "1",
                " a ",
                "$x",
                "é𝄞",
                "\ufeff"
            })
    void hostileName_isSaidExactly(String name) {
        Client hostile = Seen.client(name, name);
        Client other = Seen.client("other", "other");
        Proposal proposal = new Seen().publish(hostile, "t/x").proposal();

        assertThat(proposal.problems()).isEmpty();
        assertThat(proposal.serves()).isTrue();
        assertThat(allows(proposal, other, Attempt.of(Attempt.Kind.PUBLISH, "t/x")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: b", "\"", "\\", "- a", "'", "a\nb", "\u001b", "\u202e", "!x", "&a", "*", "\u2028", " ", "{x}", "$"
            })
    void hostileLevel_isSaidExactly(String level) {
        Proposal proposal = new Seen().publish(S1, "t/" + level).proposal();

        assertThat(proposal.problems()).isEmpty();
        assertThat(proposal.serves()).isTrue();
        assertThat(allows(proposal, S1, Attempt.of(Attempt.Kind.PUBLISH, "t/other")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "a*", " ", "\u2028", ""})
    void identity_thatAConditionCannotMeanExactly_isToldAndPermittedNothing(String identity) {
        Client client = Seen.client(identity, "c1");
        Proposal proposal = new Seen().publish(client, "t").publish(S1, "u").proposal();

        assertThat(proposal.serves()).isFalse();
        assertThat(proposal.unallowed()).extracting(Deed::client).containsExactly(client);
        assertThat(policy(proposal.policy()).roles()).hasSize(1);
    }

    @Test
    void identity_longerThanAConditionMayBe_isToldAndPermittedNothing() {
        Client longest = Seen.client("x".repeat(1_024), "c1");
        Client longer = Seen.client("x".repeat(1_025), "c2");
        Proposal proposal =
                new Seen().publish(longest, "t").publish(longer, "u").proposal();

        assertThat(proposal.problems()).isEmpty();
        assertThat(proposal.unallowed()).extracting(Deed::client).containsExactly(longer);
        assertThat(allows(proposal, longest, Attempt.of(Attempt.Kind.PUBLISH, "t")))
                .isTrue();
    }

    @Test
    void topic_ofMoreLevelsThanAPatternMayHave_isToldAndPermittedNothing() {
        Proposal proposal =
                new Seen().publish(S1, "t" + "/t".repeat(128)).publish(S2, "u").proposal();

        assertThat(proposal.problems()).isEmpty();
        assertThat(proposal.unallowed()).extracting(Deed::client).containsExactly(S1);
    }

    @Test
    void level_thatReadsAsAVariable_isToldAndPermittedNothing() {
        Proposal proposal = new Seen().publish(S1, "t/${client.id}").proposal();

        assertThat(proposal.unallowed()).hasSize(1);
        assertThat(Seen.topics(proposal)).isEmpty();
    }

    @Test
    void sharedGroup_thatWouldMeanAny_isToldAndPermittedNothing() {
        assertThat(new Seen().subscribe(S1, "$share/*/a").proposal().unallowed())
                .hasSize(1);
    }

    @Test
    void tests_sayWhatAClientDidAndWhatOfOthersItMustNot() {
        Proposal proposal = new Seen().publish(S1, "in/s1").publish(S2, "in/s2").proposal();

        assertThat(proposal.tests()).hasValueSatisfying(tests -> assertThat(tests)
                .contains("allow:\n      - {publish: \"in/s1\"")
                .contains("- {publish: \"in/s2\"")
                .contains("- {subscribe: \"#\""));
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.analysis.AskedPolicy;
import io.topicwarden.engine.CompiledPolicy;
import io.topicwarden.policy.Attempt;
import io.topicwarden.policy.Client;
import io.topicwarden.policy.yaml.PolicyReader;
import io.topicwarden.policy.yaml.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Random traffic under random known policies, and what is proposed for it. */
final class ProposalLawsTest {

    private static final int CASES = Integer.getInteger("topicwarden.law-cases", 60);
    private static final int SEEN = 200;
    private static final int TRIED = 300;

    /** A known policy, and what its clients ask for. All that is random in it comes from one seed. */
    private static final class Case {

        private final long seed;
        private final Random random;
        private final List<Client> clients = new ArrayList<>();
        private final String text;
        private final AskedPolicy known;

        Case(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
            for (int i = 0; i < 5; i++) {
                clients.add(Seen.client(
                        "c" + i + "-x", List.of(any("asm", "paint")), Map.of("site", List.of(any("bru", "gent")))));
            }
            this.text = policyText();
            this.known = asked(text);
        }

        private String any(String... texts) {
            return texts[random.nextInt(texts.length)];
        }

        private String policyText() {
            StringBuilder yaml = new StringBuilder("version: 1\nroles:\n");
            for (int role = 0; role < 3; role++) {
                yaml.append("  r").append(role).append(":\n    permissions:\n");
                for (int i = random.nextInt(3); i >= 0; i--) {
                    permission(yaml, "allow", role);
                }
                if (random.nextInt(3) == 0) {
                    permission(yaml, "deny", role);
                }
            }
            yaml.append("assignments:\n");
            for (int role = 0; role < 3; role++) {
                yaml.append("  - {roles: r")
                        .append(role)
                        .append(", when: {identity: [c")
                        .append(random.nextInt(5));
                yaml.append("-x, c").append(random.nextInt(5)).append("-x]}}\n");
            }
            return yaml.toString();
        }

        private void permission(StringBuilder yaml, String effect, int role) {
            boolean publish = random.nextBoolean();
            yaml.append("      - {").append(effect).append(publish ? ": publish" : ": subscribe");
            yaml.append(", topics: \"r")
                    .append(role)
                    .append('/')
                    .append(levels())
                    .append("\"");
            yaml.append(effect.equals("allow") ? ", wildcards: known" : "");
            if (random.nextBoolean()) {
                yaml.append(", qos: [").append(any("0", "1", "0, 1", "1, 2")).append(']');
            }
            if (publish && random.nextBoolean()) {
                yaml.append(", retain: ").append(random.nextBoolean());
            }
            if (!publish && random.nextInt(3) == 0) {
                yaml.append(", shared-groups: [").append(any("g", "h")).append(']');
            }
            yaml.append("}\n");
        }

        private String levels() {
            StringBuilder levels = new StringBuilder();
            for (int i = random.nextInt(3); i >= 0; i--) {
                levels.append(any("a", "b", "+", "${client.id}", "d-${identity}", "${cert.ou}", "${attributes.site}"));
                levels.append(i == 0 ? "" : "/");
            }
            return levels + (random.nextInt(5) == 0 ? "/#" : "");
        }

        private Client client() {
            return clients.get(random.nextInt(clients.size()));
        }

        private Attempt attempt() {
            boolean publish = random.nextBoolean();
            StringBuilder topic = new StringBuilder("r" + random.nextInt(3));
            for (int i = random.nextInt(4); i > 0; i--) {
                String name = "c" + random.nextInt(5) + "-x";
                String level = any("a", "b", name, "d-" + name, "asm", "paint", "bru", "gent");
                topic.append('/').append(!publish && random.nextInt(4) == 0 ? "+" : level);
            }
            if (!publish && random.nextInt(6) == 0) {
                topic.append("/#");
            }
            if (!publish && random.nextInt(4) == 0) {
                topic.insert(0, any("$share/g/", "$share/h/"));
            }
            return publish
                    ? new Attempt(
                            random.nextInt(4) == 0 ? Attempt.Kind.WILL : Attempt.Kind.PUBLISH,
                            topic.toString(),
                            random.nextInt(3),
                            random.nextBoolean(),
                            random.nextInt(100))
                    : new Attempt(Attempt.Kind.SUBSCRIBE, topic.toString(), random.nextInt(3), false, 0);
        }

        /** The same, or something that differs in one thing. */
        Attempt near(Attempt done) {
            Attempt other = attempt();
            return switch (random.nextInt(6)) {
                case 0 -> new Attempt(done.kind(), done.topic(), random.nextInt(3), done.retain(), done.payloadBytes());
                case 1 -> new Attempt(done.kind(), done.topic(), done.qos(), !done.retain(), done.payloadBytes());
                case 2 -> new Attempt(done.kind(), done.topic(), done.qos(), done.retain(), random.nextInt(100));
                case 3 ->
                    new Attempt(
                            done.kind(),
                            done.topic().replaceFirst("c[0-9]", "c" + random.nextInt(5)),
                            done.qos(),
                            done.retain(),
                            done.payloadBytes());
                case 4 -> new Attempt(done.kind(), done.topic(), done.qos(), done.retain(), done.payloadBytes());
                default -> other;
            };
        }

        Evidence traffic() {
            Seen seen = new Seen();
            for (int i = 0; i < SEEN; i++) {
                Client client = client();
                Attempt attempt = attempt();
                boolean allowed = known.decide(client, attempt, Seen.NOW).isAllowed();
                seen.add(client, attempt, allowed ? 1 : 0, 0, allowed ? 0 : 1);
            }
            return seen.evidence();
        }

        @Override
        public String toString() {
            return "seed " + seed + "\n" + text;
        }
    }

    private static AskedPolicy asked(String text) {
        return new AskedPolicy(CompiledPolicy.of(
                PolicyReader.read(List.of(new SourceFile("policy.yaml", text.getBytes(StandardCharsets.UTF_8))))
                        .value()
                        .orElseThrow(() -> new AssertionError("not valid: " + text))));
    }

    @Test
    void proposal_ofAnyTraffic_permitsAllThatWasPermitted() {
        for (long seed = 1; seed <= CASES; seed++) {
            Case one = new Case(seed);
            Proposal proposal = Proposal.of(one.traffic(), Optional.empty(), Set.of(), Seen.NOW);

            assertThat(proposal.problems()).as("%s", one).isEmpty();
            assertThat(proposal.unallowed()).as("%s", one).isEmpty();
        }
    }

    @Test
    void proposal_ofAnyTraffic_permitsNothingThatTheKnownPolicyForbids() {
        int permitted = 0;
        for (long seed = 1; seed <= CASES; seed++) {
            Case one = new Case(seed);
            Evidence evidence = one.traffic();
            Proposal proposal = Proposal.of(evidence, Optional.empty(), Set.of(), Seen.NOW);
            AskedPolicy proposed = asked(proposal.policy());
            List<Deed> deeds = evidence.deeds();
            for (int i = 0; i < TRIED && !deeds.isEmpty(); i++) {
                Client client = one.client();
                Attempt attempt =
                        one.near(deeds.get(one.random.nextInt(deeds.size())).attempt());
                if (proposed.decide(client, attempt, Seen.NOW).isAllowed()) {
                    permitted++;
                    assertThat(one.known.decide(client, attempt, Seen.NOW).isAllowed())
                            .as("%s by %s\n%s\nproposed:\n%s", attempt, client.clientId(), one, proposal.policy())
                            .isTrue();
                }
            }
        }
        assertThat(permitted).as("cases in which anything was at stake").isGreaterThan(CASES);
    }

    @Test
    void proposal_generalized_permitsAllThatTheExactOnePermits() {
        for (long seed = 1; seed <= CASES; seed++) {
            Case one = new Case(seed);
            Evidence evidence = one.traffic();
            AskedPolicy exact = asked(
                    Proposal.of(evidence, Optional.empty(), Set.of(), Seen.NOW).policy());
            Proposal proposal = Proposal.of(evidence, Optional.of(2), Set.of(), Seen.NOW);
            AskedPolicy generalized = asked(proposal.policy());

            assertThat(proposal.serves()).as("%s", one).isTrue();
            for (int i = 0; i < TRIED && !evidence.deeds().isEmpty(); i++) {
                Client client = one.client();
                Attempt attempt = one.near(evidence.deeds()
                        .get(one.random.nextInt(evidence.deeds().size()))
                        .attempt());
                if (exact.decide(client, attempt, Seen.NOW).isAllowed()) {
                    assertThat(generalized.decide(client, attempt, Seen.NOW).isAllowed())
                            .as("%s by %s\n%s", attempt, client.clientId(), one)
                            .isTrue();
                }
            }
        }
    }

    /** The decision by which each permission is told to be used or not is asked of the policy without it. */
    @Test
    void unused_takenAway_stillPermitsAllThatWasPermitted() {
        for (long seed = 1; seed <= CASES; seed++) {
            Case one = new Case(seed);
            Evidence evidence = one.traffic();
            String text = one.text;
            List<Unused> unused = UnusedSearch.in(
                    PolicyReader.read(List.of(new SourceFile("policy.yaml", text.getBytes(StandardCharsets.UTF_8))))
                            .value()
                            .orElseThrow(),
                    evidence,
                    Seen.NOW);
            AskedPolicy without = asked(without(text, unused));
            for (Deed deed : evidence.deeds()) {
                assertThat(without.decide(deed.client(), deed.attempt(), Seen.NOW)
                                .isAllowed())
                        .as(
                                "%s by %s\n%s\nwithout %s",
                                deed.attempt(), deed.client().clientId(), one, unused)
                        .isTrue();
            }
        }
    }

    /** Each permission takes a line of its own; a role must keep one. */
    private static String without(String text, List<Unused> unused) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        unused.forEach(one -> lines.set(
                one.rule().span().line() - 1, "      - {deny: publish, topics: in-place-of-what-was-taken-away}"));
        return String.join("\n", lines) + "\n";
    }
}

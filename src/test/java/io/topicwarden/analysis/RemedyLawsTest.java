/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import static io.topicwarden.analysis.BruteForce.bind;
import static io.topicwarden.analysis.BruteForce.permits;
import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.engine.CompiledPolicy;
import io.topicwarden.engine.Decision;
import io.topicwarden.engine.Terms;
import io.topicwarden.policy.Action;
import io.topicwarden.policy.Attempt;
import io.topicwarden.policy.Client;
import io.topicwarden.policy.Policy;
import io.topicwarden.policy.Role;
import io.topicwarden.policy.RuleReference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is proposed for refused attempts under random policies, against decisions asked for one by one. */
final class RemedyLawsTest {

    private static final int CASES = Integer.getInteger("topicwarden.law-cases", 300);
    private static final int PROBES = 10;
    private static final List<String> TOPICS = TinyUniverse.topics();
    private static final List<Set<String>> OWN_ROLES =
            List.of(Set.of(), Set.of("r0"), Set.of("r1"), Set.of("r0", "r2"));
    private static final List<Attempt.Kind> KINDS = List.of(Attempt.Kind.values());
    private static final List<String> FILTERS = List.of("a/+", "#", "+/b", "a/#", "$share/g/a", "$share/h/a/+", "$s/#");

    /** An attempt of a client, and what is said of it. */
    private record Case(long seed, RandomPolicy text, Policy policy, Example example, Attempt attempt, Remedy remedy) {

        static Case of(long seed) {
            Random random = new Random(seed);
            RandomPolicy text = RandomPolicy.of(random);
            Policy policy = text.policy();
            TinyUniverse universe = new TinyUniverse(random);
            Example example = universe.example(OWN_ROLES.get(random.nextInt(OWN_ROLES.size())));
            Attempt attempt = attempt(random);
            return new Case(
                    seed,
                    text,
                    policy,
                    example,
                    attempt,
                    RemedySearch.of(policy, example.client(), attempt, example.now()));
        }

        private static Attempt attempt(Random random) {
            Attempt.Kind kind = KINDS.get(random.nextInt(KINDS.size()));
            boolean filter = kind == Attempt.Kind.SUBSCRIBE && random.nextBoolean();
            List<String> topics = filter ? FILTERS : TOPICS;
            return new Attempt(
                    kind,
                    topics.get(random.nextInt(topics.size())),
                    random.nextInt(3),
                    kind.hasMessage() && random.nextBoolean(),
                    kind.hasMessage() ? random.nextInt(12) : 0);
        }

        Decision decide(Policy changed) {
            return new AskedPolicy(CompiledPolicy.of(changed)).decide(example.client(), attempt, example.now());
        }

        @Override
        public String toString() {
            return "seed " + seed + "\n" + text + "\n" + example.client() + "\n" + attempt + "\n" + remedy;
        }
    }

    private static final List<Case> ALL =
            LongStream.range(0, CASES).mapToObj(Case::of).toList();

    private static <T extends Remedy> Stream<Map.Entry<Case, T>> all(Class<T> kind) {
        return ALL.stream()
                .filter(one -> kind.isInstance(one.remedy()))
                .map(one -> Map.entry(one, kind.cast(one.remedy())));
    }

    @Test
    void cases_drawn_areOfEveryKind() {
        assertThat(all(Remedy.Granted.class)).hasSizeGreaterThan(CASES / 4);
        assertThat(all(Remedy.Denied.class)).isNotEmpty();
        assertThat(all(Remedy.Beyond.class)).isNotEmpty();
    }

    @Test
    void of_anyAttempt_isNotNeededExactlyWhereItIsAllowed() {
        ALL.forEach(one -> assertThat(one.remedy() instanceof Remedy.NotNeeded)
                .as("%s", one)
                .isEqualTo(one.decide(one.policy()).isAllowed()));
    }

    @Test
    void smallest_applied_permitsTheAttempt() {
        all(Remedy.Granted.class).forEach(one -> assertThat(
                        one.getKey().decide(one.getValue().smallest().policy()).isAllowed())
                .as("%s", one.getKey())
                .isTrue());
    }

    @Test
    void general_applied_permitsTheAttempt() {
        all(Remedy.Granted.class)
                .filter(one -> one.getValue().general().isPresent())
                .forEach(one -> assertThat(one.getKey()
                                .decide(one.getValue().general().orElseThrow().policy())
                                .isAllowed())
                        .as("%s", one.getKey())
                        .isTrue());
    }

    @Test
    void difference_ofWhatIsGranted_opensTheActionAndForbidsNothing() {
        all(Remedy.Granted.class).forEach(one -> {
            PolicyDifference opens = one.getValue().smallest().opens();
            assertThat(opens.forbidsMore()).as("%s", one.getKey()).isFalse();
            assertThat(actions(opens)).as("%s", one.getKey()).containsOnly(action(one.getKey()));
        });
    }

    @Test
    void smallest_applied_opensNothingElse() {
        all(Remedy.Granted.class)
                .filter(one -> one.getValue().smallest().confined())
                .forEach(one -> probe(one.getKey(), one.getValue().smallest().policy()));
    }

    private static void probe(Case one, Policy after) {
        TinyUniverse universe = new TinyUniverse(new Random(one.seed()));
        for (int i = 0; i < PROBES; i++) {
            Example example = universe.example(OWN_ROLES.get(i % OWN_ROLES.size()));
            Terms terms = universe.terms();
            var then = bind(one.policy(), one.policy().rolesOf(example.client(), example.now()), example);
            var later = bind(after, after.rolesOf(example.client(), example.now()), example);
            for (String topic : TOPICS) {
                if (permits(later, terms, topic) != permits(then, terms, topic)) {
                    assertThat(isAsked(one, example.client(), terms, topic))
                            .as("%s %s by %s: %s", terms, topic, example.client(), one)
                            .isTrue();
                }
            }
        }
    }

    /** Whether it is what the attempt was about, or less of it. */
    private static boolean isAsked(Case one, Client client, Terms terms, String topic) {
        Attempt attempt = one.attempt();
        boolean same = client.identity().equals(one.example().client().identity())
                && terms.action() == action(one)
                && covers(attempt.topic().replaceFirst("^\\$share/[^/]*/", ""), topic);
        if (terms instanceof Terms.Publish publish) {
            return same
                    && publish.qos() == attempt.qos()
                    && publish.retain() == attempt.retain()
                    && publish.payloadBytes() <= attempt.payloadBytes();
        }
        return same
                && (!(terms instanceof Terms.Subscribe subscribe)
                        || attempt.kind() == Attempt.Kind.DELIVER
                        || subscribe.qos() == attempt.qos());
    }

    private static boolean covers(String filter, String topic) {
        String pattern = filter.equals("#")
                ? "[^$].*|"
                : filter.replace("$", "\\$").replace("/#", "(/.*)?").replace("+", "[^/]*");
        return topic.equals(filter) || (topic.matches(pattern) && (filter.startsWith("$") || !topic.startsWith("$")));
    }

    private static Action action(Case one) {
        return one.attempt().kind().hasMessage() ? Action.PUBLISH : Action.SUBSCRIBE;
    }

    private static List<Action> actions(PolicyDifference difference) {
        return Stream.concat(
                        difference.roles().stream().flatMap(role -> role.allowed().stream()),
                        difference.assignments().stream().flatMap(assignment -> assignment.allowed().stream()))
                .map(Change::action)
                .toList();
    }

    @Test
    void denied_withoutTheDeniesNamed_isPermittedWithWhatIsBesides() {
        all(Remedy.Denied.class).forEach(one -> {
            Policy granted = one.getValue()
                    .besides()
                    .map(Remedy.Grant::policy)
                    .orElse(one.getKey().policy());
            assertThat(one.getKey().decide(granted).isAllowed())
                    .as("with them: %s", one.getKey())
                    .isFalse();
            assertThat(one.getKey()
                            .decide(without(one.getValue().denies(), granted))
                            .isAllowed())
                    .as("without them: %s", one.getKey())
                    .isTrue();
        });
    }

    private static Policy without(List<RuleReference> denies, Policy policy) {
        Map<String, Role> roles = new LinkedHashMap<>();
        policy.roles()
                .forEach((name, role) -> roles.put(
                        name,
                        new Role(
                                name,
                                "",
                                role.permissions().stream()
                                        .filter(permission -> !denies.contains(permission.reference()))
                                        .toList(),
                                role.deniedPublish(),
                                role.span())));
        return new Policy(roles, policy.assignments(), policy.blocks());
    }
}

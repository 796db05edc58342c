/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import io.topicwarden.policy.DescribedClient;
import io.topicwarden.policy.Expectation;
import io.topicwarden.policy.FileReference;
import io.topicwarden.policy.PolicyTest;
import io.topicwarden.policy.PolicyTests;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a file of policy tests. */
public final class PolicyTestsReader {

    /** The most answers that the tests of one file can expect. */
    static final int MOST_EXPECTATIONS = 100_000;

    private final Problems problems = new Problems();
    private final Document document;
    private final Reading reading;
    private final Values values;
    private final Optional<Set<String>> knownRoles;
    private int expectations;

    private PolicyTestsReader(SourceFile file, Optional<Set<String>> knownRoles) {
        this.document = Document.of(file, problems);
        this.reading = document.reading();
        this.values = new Values(reading);
        this.knownRoles = knownRoles;
    }

    /**
     * Reads tests.
     *
     * @param knownRoles the roles that clients can be given; with no set at all, because the policy is not known, any role is
     *     taken
     */
    public static Loaded<PolicyTests> read(SourceFile file, Optional<Set<String>> knownRoles) {
        return Loaded.guarded(file.file(), () -> new PolicyTestsReader(file, knownRoles).readAll());
    }

    private Loaded<PolicyTests> readAll() {
        Optional<Fields> top = document.top(KeyTable.POLICY_TESTS);
        Optional<FileReference> policy = top.flatMap(fields -> fields.find("policy"))
                .flatMap(entry -> values.filledText(entry.value()))
                .map(path -> new FileReference(path.text(), reading.span(path)));
        List<PolicyTest> tests = new ArrayList<>();
        top.flatMap(fields -> fields.find("tests"))
                .ifPresent(section -> tests.addAll(values.list(section, Limits.MAX_STATEMENTS, this::test)));
        return Loaded.of(Optional.of(new PolicyTests(policy, tests)), problems.inOrder());
    }

    private Optional<PolicyTest> test(Node node) {
        Optional<Fields> fields = Fields.of(reading, node, KeyTable.POLICY_TEST, node);
        Optional<Node.Scalar> name =
                fields.flatMap(test -> test.find("name")).flatMap(entry -> values.filledText(entry.value()));
        Optional<DescribedClient> client = fields.flatMap(test -> test.find("as"))
                .flatMap(entry -> values.fields(entry, KeyTable.TEST_CLIENT))
                .map(new ClientReader(reading, knownRoles)::read);
        List<Expectation> expected = fields.map(this::expectations).orElse(List.of());
        return name.flatMap(words -> client.map(as -> new PolicyTest(words.text(), as, expected, reading.span(words))));
    }

    private List<Expectation> expectations(Fields test) {
        if (!test.has("allow") && !test.has("deny")) {
            reading.report(
                    Code.MISSING_KEY,
                    test.owner(),
                    "`allow` or `deny` is missing in this test",
                    "list what is to be allowed, and what is to be denied");
        }
        ExpectationReader reader = new ExpectationReader(reading);
        List<Expectation> expected = new ArrayList<>();
        test.find("allow").ifPresent(entry -> expected.addAll(reader.read(entry, true)));
        test.find("deny").ifPresent(entry -> expected.addAll(reader.read(entry, false)));
        boolean before = expectations <= MOST_EXPECTATIONS;
        expectations += expected.size();
        if (before && expectations > MOST_EXPECTATIONS) {
            reading.report(
                    Code.TOO_MANY_TESTS,
                    test.owner(),
                    "the tests up to here expect more than " + MOST_EXPECTATIONS + " answers",
                    "keep the others in a file that is run by `topicwarden test` only");
        }
        return expected;
    }
}

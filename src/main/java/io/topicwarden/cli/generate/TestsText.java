/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.generate;

import io.topicwarden.cli.yaml.YamlText;
import io.topicwarden.policy.Attempt;
import io.topicwarden.policy.CertificateFacts;
import io.topicwarden.policy.Client;
import io.topicwarden.policy.yaml.PolicyTestsReader;
import io.topicwarden.policy.yaml.ShownText;
import io.topicwarden.policy.yaml.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/** Writes policy tests: for one client of each kind what it did, and what of others it must not do. */
final class TestsText {

    private static final String HEAD =
            """
            # yaml-language-server: $schema=schema/policy-tests.schema.json
            #
            # Written by `topicwarden generate`: one client of each kind, with what it did.
            policy: policy.yaml
            tests:
            """;

    /** How many answers are expected for one client, of each kind. */
    private static final int MOST_OF_A_CLIENT = 50;

    /** How many kinds of clients are tested; the broker runs the tests at every change. */
    private static final int MOST_CLIENTS = 500;

    private final Map<Principal, List<Deed>> deeds;
    private final BiPredicate<Client, Attempt> allowed;

    /** @param allowed what the policy proposed says */
    TestsText(Collection<Deed> all, BiPredicate<Client, Attempt> allowed) {
        this.deeds =
                all.stream().collect(Collectors.groupingBy(Deed::principal, LinkedHashMap::new, Collectors.toList()));
        this.allowed = allowed;
    }

    /** The file; empty if there is nothing to test. */
    Optional<String> of(Draft draft) {
        List<String> tests = new ArrayList<>();
        draft.assignments().values().stream().limit(MOST_CLIENTS).forEach(alike -> {
            String test = test(alike);
            if (isValid(test)) {
                tests.add(test);
            }
        });
        return tests.isEmpty() ? Optional.empty() : Optional.of(HEAD + String.join("", tests));
    }

    private static boolean isValid(String test) {
        return PolicyTestsReader.read(
                        new SourceFile("policy-tests.yaml", (HEAD + test).getBytes(StandardCharsets.UTF_8)),
                        Optional.empty())
                .value()
                .isPresent();
    }

    private String test(List<Principal> alike) {
        Principal one = alike.get(0);
        List<Deed> own = deeds.getOrDefault(one, List.of());
        Client client = own.get(0).client();
        List<Attempt> done = own.stream()
                .filter(deed -> deed.client().equals(client))
                .map(Deed::attempt)
                .filter(attempt -> allowed.test(client, attempt))
                .limit(MOST_OF_A_CLIENT)
                .toList();
        List<Attempt> denied = denied(alike, own).stream()
                .filter(attempt -> !allowed.test(client, attempt))
                .distinct()
                .limit(MOST_OF_A_CLIENT)
                .toList();
        return "  - name: "
                + YamlText.quoted(ShownText.of(one.identity() + " through " + one.listener()) + " does what it did")
                + "\n    as: " + as(client) + "\n"
                + expectations("allow", done)
                + expectations("deny", denied);
    }

    /** What the next of the same kind did, and more than was done. */
    private List<Attempt> denied(List<Principal> alike, List<Deed> own) {
        List<Attempt> denied = new ArrayList<>();
        denied.add(Attempt.of(Attempt.Kind.SUBSCRIBE, "#"));
        own.stream()
                .map(Deed::attempt)
                .filter(attempt -> attempt.kind() == Attempt.Kind.PUBLISH)
                .findFirst()
                .ifPresent(attempt -> denied.add(Attempt.of(Attempt.Kind.PUBLISH, attempt.topic() + "/not-observed")));
        alike.stream()
                .skip(1)
                .limit(1)
                .flatMap(other -> deeds.getOrDefault(other, List.of()).stream())
                .forEach(deed -> denied.add(deed.attempt()));
        return denied;
    }

    private static String expectations(String key, List<Attempt> attempts) {
        return attempts.isEmpty()
                ? ""
                : attempts.stream()
                        .map(TestsText::expectation)
                        .collect(Collectors.joining("\n      - ", "    " + key + ":\n      - ", "\n"));
    }

    private static String expectation(Attempt attempt) {
        String text = "{" + attempt.kind() + ": " + YamlText.quoted(attempt.topic()) + ", qos: " + attempt.qos();
        return attempt.kind().hasMessage()
                ? text + ", retain: " + attempt.retain() + ", payload: " + attempt.payloadBytes() + "}"
                : text + "}";
    }

    private static String as(Client client) {
        List<String> keys = new ArrayList<>();
        if (!client.clientId().isEmpty()) {
            keys.add("client-id: " + YamlText.quoted(client.clientId()));
        }
        client.identity().ifPresent(name -> keys.add("identity: " + YamlText.quoted(name)));
        client.username().ifPresent(name -> keys.add("username: " + YamlText.quoted(name)));
        keys.add("listener: " + YamlText.quoted(client.listener()));
        client.certificate().map(TestsText::certificate).ifPresent(facts -> keys.add("certificate: {" + facts + "}"));
        if (!client.attributes().isEmpty()) {
            keys.add("attributes: "
                    + client.attributes().entrySet().stream()
                            .sorted(Map.Entry.comparingByKey())
                            .map(attribute ->
                                    YamlText.quoted(attribute.getKey()) + ": " + YamlText.list(attribute.getValue()))
                            .collect(Collectors.joining(", ", "{", "}")));
        }
        return "{" + String.join(", ", keys) + "}";
    }

    private static String certificate(CertificateFacts facts) {
        Map<String, List<String>> members = new LinkedHashMap<>();
        members.put("cn", facts.cn());
        members.put("o", facts.o());
        members.put("ou", facts.ou());
        members.put("serial", facts.serial().isEmpty() ? List.of() : List.of(facts.serial()));
        members.put("issuer-cn", facts.issuerCn());
        members.put("san-dns", facts.sanDns());
        members.put("san-uri", facts.sanUri());
        members.put("san-email", facts.sanEmail());
        return members.entrySet().stream()
                .filter(member -> !member.getValue().isEmpty())
                .map(member -> member.getKey() + ": "
                        + (member.getValue().size() == 1
                                ? YamlText.quoted(member.getValue().get(0))
                                : YamlText.list(member.getValue())))
                .collect(Collectors.joining(", "));
    }
}

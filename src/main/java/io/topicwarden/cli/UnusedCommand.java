/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.topicwarden.analysis.AskedPolicy;
import io.topicwarden.audit.observed.Observed;
import io.topicwarden.cli.generate.Evidence;
import io.topicwarden.cli.generate.Proposal;
import io.topicwarden.cli.generate.Relaxed;
import io.topicwarden.cli.generate.Unused;
import io.topicwarden.cli.generate.UnusedSearch;
import io.topicwarden.engine.CompiledPolicy;
import io.topicwarden.policy.Effect;
import io.topicwarden.policy.Policy;
import io.topicwarden.policy.yaml.ShownText;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code topicwarden unused}: what of a policy nobody used. */
@Command(
        name = "unused",
        description = {
            "Lists the permissions, and the topics of permissions, that nobody was seen to use.",
            "",
            "A topic is used by a publish that it would permit alone, and by a subscription of which it would permit a part."
                    + " Addresses, TLS and MQTT versions, hours and fingerprints are not observed: what depends on them counts"
                    + " as met. -o writes the narrowest policy that would have served, as generate does."
        },
        footer = {
            "",
            "Exit code: 0 if all was used, 2 if not, 3 invalid, 1 could not run.",
            "",
            "Examples:",
            "  topicwarden unused --observed observed.jsonl --conf conf",
            "  topicwarden unused --observed observed.jsonl --policy policy.yaml -o narrower"
        })
final class UnusedCommand implements Callable<ExitCode> {

    @Mixin
    private ObservedOptions observed = new ObservedOptions();

    @Mixin
    private ConfOptions files = new ConfOptions();

    @Mixin
    private ProposalOutput output = new ProposalOutput();

    @Mixin
    private Format format = new Format();

    private final Console console;

    UnusedCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() throws ToolException, InvalidFilesException {
        Observed seen = observed.read(console);
        ConfOptions.Selection selection = files.load(console);
        Instant now = console.time().instant();
        Policy policy = Relaxed.of(selection.policy());
        Evidence evidence =
                Evidence.of(seen, Optional.of(new AskedPolicy(CompiledPolicy.of(policy))), selection.identities(), now);
        List<Unused> unused = UnusedSearch.in(policy, evidence, now);
        if (format.isJson()) {
            Json.object(console.out(), json -> json(json, unused, selection.policyDirectory()));
        } else {
            text(unused, policy, selection.policyDirectory());
        }
        if (output.isGiven()) {
            Proposal proposal =
                    Proposal.of(evidence, Optional.empty(), policy.roles().keySet(), now);
            List<String> written = output.write(console, proposal);
            ProposalOutput.report(format.isJson() ? console.err() : console.out(), evidence, proposal, written);
        }
        return unused.isEmpty() ? ExitCode.YES : ExitCode.NO;
    }

    private void text(List<Unused> unused, Policy policy, String directory) {
        for (Unused one : unused) {
            console.out()
                    .println(ShownText.of(directory + one.rule().span().fileAndLine()) + ": role `"
                            + ShownText.of(one.rule().role()) + "`: " + told(one));
        }
        long allows = policy.roles().values().stream()
                .flatMap(role -> role.permissions().stream())
                .filter(permission -> permission.effect() == Effect.ALLOW)
                .count();
        console.out()
                .println(
                        unused.isEmpty()
                                ? "all " + allows + " allows were used"
                                : unused.size() + " of " + allows + " allows were not used, or not all of them");
    }

    private static String told(Unused unused) {
        if (unused.isWhole()) {
            return unused.held() ? "nobody used it" : "nobody used it, and nobody seen to do anything holds the role";
        }
        return unused.topics().stream()
                .map(topic -> "`" + ShownText.of(topic) + "`")
                .collect(Collectors.joining(", ", "nobody used ", ""));
    }

    private static void json(JsonGenerator json, List<Unused> unused, String directory) throws IOException {
        json.writeArrayFieldStart("unused");
        for (Unused one : unused) {
            json.writeStartObject();
            json.writeStringField("role", one.rule().role());
            json.writeNumberField("permission", one.rule().permission());
            Json.place(json, one.rule().span(), directory);
            json.writeBooleanField("whole", one.isWhole());
            json.writeBooleanField("held", one.held());
            json.writeArrayFieldStart("topics");
            for (String topic : one.topics()) {
                json.writeString(topic);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}

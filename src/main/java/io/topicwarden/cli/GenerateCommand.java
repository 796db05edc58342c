/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import io.topicwarden.analysis.AskedPolicy;
import io.topicwarden.cli.generate.Evidence;
import io.topicwarden.cli.generate.Proposal;
import io.topicwarden.cli.generate.Relaxed;
import io.topicwarden.conf.PolicySource;
import io.topicwarden.engine.CompiledPolicy;
import io.topicwarden.policy.Identity;
import io.topicwarden.policy.yaml.IdentitiesReader;
import io.topicwarden.policy.yaml.Loaded;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code topicwarden generate}: a policy of what was observed. */
@Command(
        name = "generate",
        description = {
            "Proposes a policy that permits what clients were seen to do, and no more.",
            "",
            "Levels of topics that are values of the client itself become variables. Permissions that the same identities used"
                    + " become roles. + stands only where a client subscribed with it, or where --generalize asks for it; # only"
                    + " where a client subscribed with it. All that was observed is then replayed: the proposal must permit it."
        },
        footer = {
            "",
            "Without -o the policy goes to standard output, and what is said about it to standard error.",
            "docs/least-privilege.md goes through it step by step.",
            "",
            "Exit code: 0 if the proposal permits all that was seen, 2 if a part of it cannot be said exactly, 3 invalid,",
            "1 could not run.",
            "",
            "Examples:",
            "  topicwarden generate --observed observed.jsonl -o proposed",
            "  topicwarden generate --observed observed.jsonl --policy conf/policy.yaml --generalize 20 -o proposed"
        })
final class GenerateCommand implements Callable<ExitCode> {

    private static final int LEAST_THRESHOLD = 2;

    @Mixin
    private ObservedOptions observed = new ObservedOptions();

    @Option(
            names = "--policy",
            paramLabel = "POLICY",
            description = "a policy file, or a folder with policy.yaml: what it does not permit is left out")
    private @Nullable Path policy;

    @Option(
            names = "--identities",
            paramLabel = "FILE",
            description = "an identities.yaml whose roles and attributes count in place of those observed")
    private @Nullable Path identities;

    @Option(
            names = "--generalize",
            paramLabel = "N",
            arity = "1",
            description =
                    "write + for a level in which one identity used at least N different values, all else alike; at"
                            + " least 2 (default: never)")
    private @Nullable Integer generalize;

    @Mixin
    private ProposalOutput output = new ProposalOutput();

    @Mixin
    private Format format = new Format();

    private final Console console;

    GenerateCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() throws ToolException, InvalidFilesException {
        if (generalize != null && generalize < LEAST_THRESHOLD) {
            throw new ToolException(
                    ToolCode.USAGE,
                    "`--generalize " + generalize + "` is too few",
                    "one value is no evidence: at least 2");
        }
        Optional<PolicySource> given =
                policy == null ? Optional.empty() : Optional.of(ConfOptions.readPolicy(console, policy));
        Evidence evidence = Evidence.of(
                observed.read(console),
                given.map(source -> new AskedPolicy(CompiledPolicy.of(Relaxed.of(source.policy())))),
                identities(),
                console.time().instant());
        Proposal proposal = Proposal.of(
                evidence,
                Optional.ofNullable(generalize),
                taken(given),
                console.time().instant());
        List<String> written = output.write(console, proposal);
        if (format.isJson()) {
            ProposalOutput.json(console.out(), evidence, proposal, written);
        } else {
            text(given, evidence, proposal, written);
        }
        return proposal.serves() ? ExitCode.YES : ExitCode.NO;
    }

    private void text(Optional<PolicySource> given, Evidence evidence, Proposal proposal, List<String> written) {
        if (!output.isGiven()) {
            console.out().print(proposal.policy());
        }
        PrintWriter out = output.isGiven() ? console.out() : console.err();
        ProposalOutput.report(out, evidence, proposal, written);
        int blocks = given.map(source -> source.policy().blocks().size()).orElse(0);
        if (blocks > 0) {
            out.println("the policy given has a `blocked` section: copy it, the proposal blocks nobody");
        }
    }

    private static Set<String> taken(Optional<PolicySource> given) {
        return given.map(source -> source.policy().roles().keySet()).orElse(new HashSet<>());
    }

    private Map<String, Identity> identities() throws ToolException, InvalidFilesException {
        if (identities == null) {
            return Map.of();
        }
        Loaded<Map<String, Identity>> read =
                IdentitiesReader.read(ImportOutput.source(console, identities), Optional.empty());
        String directory = ConfOptions.directoryOf(console, identities);
        return read.value().orElseThrow(() -> new InvalidFilesException(read.problems(), directory));
    }
}

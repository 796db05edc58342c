/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.topicwarden.cli.generate.Deed;
import io.topicwarden.cli.generate.Evidence;
import io.topicwarden.cli.generate.Proposal;
import io.topicwarden.policy.yaml.ShownText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a proposed policy is written, and what is said about it. */
final class ProposalOutput {

    private static final String POLICY = "policy.yaml";
    private static final String TESTS = "policy-tests.yaml";
    private static final String ANOTHER_FOLDER = "name another folder with -o DIR";
    private static final int SHOWN = 20;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "NEW",
            description = "a folder, made if it does not exist, in which policy.yaml and policy-tests.yaml are written")
    private @Nullable Path folder;

    @Option(names = "--force", description = "overwrite the files if they exist")
    private boolean force;

    /** Whether files are to be written. */
    boolean isGiven() {
        return folder != null;
    }

    /** Writes the files, if a folder was named; their names as they are shown. */
    List<String> write(Console console, Proposal proposal) throws ToolException, InvalidFilesException {
        if (!proposal.problems().isEmpty()) { // what the broker would not load must not be written: a defect of ours
            throw new InvalidFilesException(proposal.problems(), "");
        }
        if (folder == null) {
            return List.of();
        }
        Path target = console.resolve(folder);
        NewFile policy = new NewFile(console, target.resolve(POLICY));
        NewFile tests = new NewFile(console, target.resolve(TESTS));
        if (!force) {
            policy.refuseToOverwrite(ANOTHER_FOLDER);
            tests.refuseToOverwrite(ANOTHER_FOLDER);
        }
        List<String> written = new ArrayList<>();
        policy.write(proposal.policy(), "rw-r-----");
        written.add(console.shown(policy.file()));
        Optional<String> text = proposal.tests();
        if (text.isPresent()) {
            tests.write(text.get(), "rw-r-----");
            written.add(console.shown(tests.file()));
        }
        return written;
    }

    /** Says what was made of what. */
    static void report(PrintWriter out, Evidence evidence, Proposal proposal, List<String> written) {
        out.println("observed: " + count(evidence.observed().clients().size(), "client")
                + " from " + evidence.observed().since() + " to "
                + evidence.observed().written()
                + (evidence.observed().isComplete() ? "" : ", not complete"));
        evidence.observed()
                .leftOut()
                .forEach((bound, actions) -> out.println("  the bound `" + bound + "` left out "
                        + count(actions, "action") + " when they were observed"));
        leftOut(out, evidence.onlyRefused(), "that was never permitted");
        leftOut(out, evidence.onlyFiltered(), "that was a subscription accepted in part only");
        leftOut(out, evidence.forbidden(), "that the policy given does not permit");
        out.println("proposed: " + count(proposal.roles(), "role") + " with "
                + count(proposal.permissions(), "permission") + " for " + count(proposal.principals(), "identity"));
        written.forEach(file -> out.println("wrote " + file));
        if (proposal.tests().isEmpty() && proposal.roles() > 0) {
            out.println("no tests are proposed: what the clients are called cannot be said in one");
        }
        Set<String> own = ownRoles(evidence);
        if (!own.isEmpty()) {
            out.println("identities.yaml gives roles that the proposal does not have; take them out there: "
                    + own.stream().map(role -> "`" + ShownText.of(role) + "`").collect(Collectors.joining(", ")));
        }
        replayed(out, evidence, proposal);
    }

    private static void leftOut(PrintWriter out, int activities, String why) {
        if (activities > 0) {
            out.println("  left out " + count(activities, "activity") + " " + why);
        }
    }

    private static Set<String> ownRoles(Evidence evidence) {
        Set<String> roles = new TreeSet<>();
        evidence.deeds().forEach(deed -> roles.addAll(deed.client().roles()));
        return roles;
    }

    private static void replayed(PrintWriter out, Evidence evidence, Proposal proposal) {
        int all = evidence.deeds().size();
        if (proposal.unallowed().isEmpty()) {
            out.println(
                    "replayed: all " + count(all, "activity") + " that were permitted are permitted by the proposal");
            return;
        }
        out.println("replayed: " + proposal.unallowed().size() + " of " + count(all, "activity")
                + " that were permitted cannot be said exactly in a policy and are not permitted by the proposal:");
        proposal.unallowed().stream().limit(SHOWN).forEach(deed -> out.println("  " + told(deed)));
        if (proposal.unallowed().size() > SHOWN) {
            out.println("  and " + (proposal.unallowed().size() - SHOWN) + " more, all of them with --format json");
        }
    }

    private static String told(Deed deed) {
        String who = deed.client()
                .identity()
                .orElseGet(() -> "client `" + deed.client().clientId() + "`");
        return ShownText.of(who + ": " + deed.attempt());
    }

    private static String count(long number, String what) {
        String plural = what.endsWith("y") ? what.substring(0, what.length() - 1) + "ies" : what + "s";
        return number + " " + (number == 1 ? what : plural);
    }

    /** The same as one JSON object. */
    static void json(PrintWriter out, Evidence evidence, Proposal proposal, List<String> written) {
        Json.object(out, json -> {
            json.writeBooleanField("complete", evidence.observed().isComplete());
            json.writeNumberField("clients", evidence.observed().clients().size());
            json.writeNumberField("activities", evidence.deeds().size());
            json.writeNumberField("only_refused", evidence.onlyRefused());
            json.writeNumberField("only_filtered", evidence.onlyFiltered());
            json.writeNumberField("forbidden", evidence.forbidden());
            json.writeNumberField("roles", proposal.roles());
            json.writeNumberField("permissions", proposal.permissions());
            json.writeNumberField("identities", proposal.principals());
            strings(json, "own_roles", List.copyOf(ownRoles(evidence)));
            strings(json, "written", written);
            if (written.isEmpty()) {
                json.writeStringField("policy", proposal.policy());
            }
            json.writeArrayFieldStart("not_permitted");
            for (Deed deed : proposal.unallowed()) {
                json.writeStartObject();
                json.writeStringField("identity", deed.client().identity().orElse(""));
                json.writeStringField("listener", deed.client().listener());
                json.writeStringField("action", deed.attempt().kind().toString());
                json.writeStringField("topic", deed.attempt().topic());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static void strings(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import io.topicwarden.analysis.AssignmentDifference;
import io.topicwarden.analysis.BlockDifference;
import io.topicwarden.analysis.Change;
import io.topicwarden.analysis.PolicyDifference;
import io.topicwarden.analysis.RoleDifference;
import io.topicwarden.policy.DeniedPublish;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes a difference for people to read. */
final class DiffReport {

    private final Console console;
    private final PrintWriter out;
    private final DiffPlaces places;
    private int allowed;
    private int forbidden;

    DiffReport(Console console, DiffPlaces places) {
        this.console = console;
        this.out = console.out();
        this.places = places;
    }

    void print(PolicyDifference difference) {
        difference.roles().forEach(this::role);
        difference.assignments().forEach(this::assignment);
        difference.blocks().forEach(this::block);
        out.println(summary(difference));
        if (!difference.exhaustive()) {
            out.println("there may be more: the policies differ in too many ways to look at them all");
        }
    }

    private String summary(PolicyDifference difference) {
        if (difference.isEmpty()) {
            return "both mean the same";
        }
        return things(allowed) + " allowed, " + things(forbidden) + " forbidden";
    }

    private static String things(int count) {
        return count == 0 ? "nothing becomes" : count == 1 ? "1 thing becomes" : count + " things become";
    }

    private void role(RoleDifference role) {
        String presence =
                switch (role.presence()) {
                    case BOTH -> "";
                    case ADDED -> " is new";
                    case REMOVED -> " is gone";
                };
        title("role `" + role.role() + "`" + presence);
        role.deniedPublish()
                .ifPresent(change ->
                        out.println("  denied-publish: " + word(change.before()) + ", now " + word(change.after())));
        changes(role.allowed(), role.forbidden());
        out.println();
    }

    private static String word(Optional<DeniedPublish> deniedPublish) {
        return deniedPublish
                .map(word -> "`" + word.name().toLowerCase(Locale.ROOT) + "`")
                .orElse("as the settings say");
    }

    private void assignment(AssignmentDifference assignment) {
        String place = assignment.gained() ? places.after() : places.before();
        title("assignment " + place + assignment.assignment().span().fileAndLine() + ": role `" + assignment.role()
                + "` is " + (assignment.gained() ? "now held" : "no longer held")
                + ExampleText.of(assignment.example()));
        changes(assignment.allowed(), assignment.forbidden());
        out.println();
    }

    private void block(BlockDifference block) {
        String place = block.permits() ? places.before() : places.after();
        title("block " + place + block.block().span().fileAndLine() + (block.permits() ? " is gone" : " is new"));
        sign(block.permits(), "connect" + ExampleText.of(block.example()));
        out.println();
    }

    private void title(String text) {
        out.println(Paint.BOLD.on(console, text));
    }

    private void changes(List<Change> more, List<Change> less) {
        more.forEach(change -> change(change, true));
        less.forEach(change -> change(change, false));
    }

    private void change(Change change, boolean more) {
        sign(
                more,
                TermsWords.verb(change.witness().terms()) + " "
                        + change.witness().topics());
        out.println("      such as `" + change.witness().topic() + "`"
                + TermsWords.of(change.witness().terms())
                + ExampleText.of(change.witness().example()));
        out.println("      " + cause(change, more) + " " + places.directory(change, more)
                + change.cause().span().fileAndLine() + otherRole(change));
    }

    private static String cause(Change change, boolean more) {
        if (change.byDeny()) {
            return more ? "no longer denied by" : "denied by";
        }
        return more ? "allowed by" : "no longer allowed by";
    }

    private static String otherRole(Change change) {
        return change.alsoHolding()
                .map(role -> ", if role `" + role + "` is held too")
                .orElse("");
    }

    private void sign(boolean more, String text) {
        if (more) {
            allowed++;
            out.println("  " + Paint.YELLOW.on(console, "+ " + text));
        } else {
            forbidden++;
            out.println("  " + Paint.BLUE.on(console, "- " + text));
        }
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import io.topicwarden.policy.DeniedPublish;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A difference in words, line by line, for people to read in a terminal or a log. */
public final class DifferenceText {

    /** What a line is about. */
    public enum Kind {
        /** A role, an assignment or a block. */
        TITLE,
        /** Something that becomes allowed. */
        MORE,
        /** Something that becomes forbidden. */
        LESS,
        /** More about the line before. */
        DETAIL,
        /** An empty line. */
        GAP,
        /** How much there is in all. */
        SUMMARY
    }

    /**
     * One line.
     *
     * @param text without a line end
     */
    public record Line(Kind kind, String text) {}

    private final DifferencePlaces places;
    private final List<Line> lines = new ArrayList<>();
    private int allowed;
    private int forbidden;

    private DifferenceText(DifferencePlaces places) {
        this.places = places;
    }

    /** All lines, the summary last. */
    public static List<Line> of(PolicyDifference difference, DifferencePlaces places) {
        DifferenceText text = new DifferenceText(places);
        difference.roles().forEach(text::role);
        difference.assignments().forEach(text::assignment);
        difference.blocks().forEach(text::block);
        text.add(Kind.SUMMARY, text.summary(difference));
        if (!difference.exhaustive()) {
            text.add(Kind.SUMMARY, "there may be more: the policies differ in too many ways to look at them all");
        }
        return List.copyOf(text.lines);
    }

    private void add(Kind kind, String text) {
        lines.add(new Line(kind, text));
    }

    private String summary(PolicyDifference difference) {
        if (difference.isEmpty()) {
            return difference.exhaustive() ? "both mean the same" : "no difference was found";
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
        add(Kind.TITLE, "role `" + role.role() + "`" + presence);
        role.deniedPublish()
                .ifPresent(change -> add(
                        Kind.DETAIL, "  denied-publish: " + word(change.before()) + ", now " + word(change.after())));
        changes(role.allowed(), role.forbidden());
        add(Kind.GAP, "");
    }

    private static String word(Optional<DeniedPublish> deniedPublish) {
        return deniedPublish
                .map(word -> "`" + word.name().toLowerCase(Locale.ROOT) + "`")
                .orElse("as the settings say");
    }

    private void assignment(AssignmentDifference assignment) {
        String place = assignment.gained() ? places.after() : places.before();
        add(
                Kind.TITLE,
                "assignment " + place + assignment.assignment().span().fileAndLine() + ": role `" + assignment.role()
                        + "` is " + (assignment.gained() ? "now held" : "no longer held")
                        + assignment.example().text());
        changes(assignment.allowed(), assignment.forbidden());
        add(Kind.GAP, "");
    }

    private void block(BlockDifference block) {
        String place = block.permits() ? places.before() : places.after();
        add(
                Kind.TITLE,
                "block " + place + block.block().span().fileAndLine() + (block.permits() ? " is gone" : " is new"));
        sign(block.permits(), "connect" + block.example().text());
        add(Kind.GAP, "");
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
        add(
                Kind.DETAIL,
                "      such as `" + change.witness().topic() + "`"
                        + TermsWords.of(change.witness().terms())
                        + change.witness().example().text());
        add(
                Kind.DETAIL,
                "      " + cause(change, more) + " " + places.directory(change, more)
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
            add(Kind.MORE, "  + " + text);
        } else {
            forbidden++;
            add(Kind.LESS, "  - " + text);
        }
    }
}

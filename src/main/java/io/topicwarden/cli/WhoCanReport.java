/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import io.topicwarden.analysis.Ability;
import io.topicwarden.analysis.TermsWords;
import io.topicwarden.analysis.WhenWords;
import io.topicwarden.analysis.WhoCan;
import io.topicwarden.policy.SourceSpan;
import java.io.PrintWriter;

/** Writes who can do something for people to read. */
final class WhoCanReport {

    private final Console console;
    private final PrintWriter out;
    private final FindingPlaces places;

    WhoCanReport(Console console, FindingPlaces places) {
        this.console = console;
        this.out = console.out();
        this.places = places;
    }

    /** @param complete whether identities were read too */
    void print(WhoCan found, boolean complete) {
        if (found.roles().isEmpty()) {
            out.println("nobody can");
        }
        for (WhoCan.OfRole of : found.roles()) {
            boolean whole = of.abilities().stream().anyMatch(Ability::whole);
            out.println(Paint.BOLD.on(console, "role `" + of.role().name() + "`") + ": " + extent(whole));
            of.abilities().forEach(this::ability);
        }
        for (WhoCan.OfAssignment of : found.assignments()) {
            out.println(
                    Paint.BOLD.on(console, "assignment " + place(of.assignment().span())) + " "
                            + WhenWords.of(of.assignment().when()) + ": role `" + of.role() + "`, "
                            + extent(of.ability().whole()));
            part(of.ability());
        }
        for (WhoCan.OfIdentity of : found.identities()) {
            out.println(Paint.BOLD.on(console, "identity `" + of.identity().name() + "`") + " "
                    + place(of.identity().span()) + ": role `" + of.role() + "`, "
                    + extent(of.ability().whole()));
            part(of.ability());
        }
        if (!found.roles().isEmpty()
                && found.assignments().isEmpty()
                && found.identities().isEmpty()) {
            out.println(
                    complete
                            ? "nobody holds such a role"
                            : "no assignment gives such a role; identities were not read");
        }
        if (!found.exhaustive()) {
            out.println("there may be more: the policy has too many conditions to look at them all");
        }
    }

    private static String extent(boolean whole) {
        return whole ? "all of it" : "some of it";
    }

    private void ability(Ability ability) {
        String needs = ability.needs().isEmpty() ? "" : ", if " + String.join(", ", ability.needs());
        out.println(
                "  " + place(ability.rule().span()) + " " + ability.witness().topics() + needs + except(ability));
        example(ability);
    }

    private void part(Ability ability) {
        out.println(
                "  " + place(ability.rule().span()) + " " + ability.witness().topics() + except(ability));
        example(ability);
    }

    private static String except(Ability ability) {
        return ability.except().isEmpty() ? "" : ", but for " + String.join(", ", ability.except());
    }

    private void example(Ability ability) {
        out.println("      such as `" + ability.witness().topic() + "`"
                + TermsWords.of(ability.witness().terms())
                + ability.witness().example().text());
    }

    private String place(SourceSpan span) {
        return places.directory(span) + span.fileAndLine();
    }
}

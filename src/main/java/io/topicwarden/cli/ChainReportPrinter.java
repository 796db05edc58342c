/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import io.topicwarden.audit.ChainFinding;
import io.topicwarden.audit.ChainReport;
import io.topicwarden.policy.yaml.ShownText;

/** Prints what came of verifying a log. */
final class ChainReportPrinter {

    private ChainReportPrinter() {}

    static void text(Console console, ChainReport report) {
        for (ChainFinding finding : report.findings()) {
            console.out()
                    .println(console.shown(finding.file()) + ":" + finding.line() + ": "
                            + Paint.RED.on(console, finding.kind().toString()) + ": "
                            + ShownText.of(finding.message()));
        }
        if (report.found() > report.findings().size()) {
            console.out().println((report.found() - report.findings().size()) + " more");
        }
        console.out()
                .println((report.isIntact() ? "intact: " : "not as it was written: ")
                        + count(report.verified(), "record")
                        + " verified" + part(report.unchecked(), " could not be checked")
                        + (report.isIntact() ? ", number " + report.first() + " to " + report.last() : ""));
        notes(console, report);
    }

    private static void notes(Console console, ChainReport report) {
        if (report.signatureOnly() > 0) {
            note(console, "signatures alone vouch for " + report.signatureOnly() + " of them");
        }
        if (report.unsigned() > 0) {
            note(
                    console,
                    "no signature covers the " + count(report.unsigned(), "record") + " after the last checkpoint");
        }
        if (report.unprotected() > 0) {
            note(console, count(report.unprotected(), "line") + " outside the chain, of which nothing can be said");
        }
        if (!report.endKnown()) {
            note(console, "without the state that the broker keeps, nothing tells whether the end is missing");
        }
        if (!report.closed()) {
            note(console, "the log does not end with its closing: its broker runs, or was stopped by force");
        }
    }

    private static void note(Console console, String text) {
        console.out().println("note: " + text);
    }

    private static String part(long number, String what) {
        return number == 0 ? "" : ", " + number + what;
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    static void json(Console console, ChainReport report) {
        Json.object(console.out(), json -> {
            json.writeBooleanField("intact", report.isIntact());
            json.writeNumberField("found", report.found());
            json.writeArrayFieldStart("findings");
            for (ChainFinding finding : report.findings()) {
                json.writeStartObject();
                json.writeStringField("kind", finding.kind().toString());
                json.writeStringField("file", console.shown(finding.file()));
                json.writeNumberField("line", finding.line());
                json.writeStringField("message", finding.message());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeNumberField("verified", report.verified());
            json.writeNumberField("signature_only", report.signatureOnly());
            json.writeNumberField("unsigned", report.unsigned());
            json.writeNumberField("unchecked", report.unchecked());
            json.writeNumberField("unprotected", report.unprotected());
            json.writeNumberField("first", report.first());
            json.writeNumberField("last", report.last());
            json.writeBooleanField("closed", report.closed());
            json.writeBooleanField("end_known", report.endKnown());
            if (report.next().isPresent()) {
                json.writeStringField("next_public_key", report.next().get());
            }
        });
    }
}

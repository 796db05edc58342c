/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import io.topicwarden.analysis.Asked;
import io.topicwarden.analysis.WhoCan;
import io.topicwarden.analysis.WhoCanSearch;
import io.topicwarden.policy.Action;
import io.topicwarden.policy.PatternSyntaxException;
import io.topicwarden.policy.TopicPattern;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code topicwarden who-can}: who can publish or subscribe. */
@Command(
        name = "who-can",
        description = {
            "Lists who can publish to a topic or subscribe to a topic filter, wholly or partly.",
            "",
            "Role by role with every permission that gives some of it, then by each assignment, and each identity with roles"
                    + " of its own. Where only a part is permitted, the part is named."
        },
        footer = {
            "",
            "Exit code: 0 if somebody can, 2 if nobody, 3 invalid, 1 could not run.",
            "",
            "Examples:",
            "  topicwarden who-can publish plants/assembly/s1/measurements",
            "  topicwarden who-can subscribe 'plants/#'",
            "  topicwarden who-can subscribe '$share/operators/plants/assembly/alarms' --policy policy.yaml"
        })
final class WhoCanCommand implements Callable<ExitCode> {

    private static final String SHARE = "$share/";

    enum Verb {
        publish,
        subscribe
    }

    @Parameters(index = "0", paramLabel = "ACTION", description = "publish or subscribe")
    private Verb verb = Verb.publish;

    @Parameters(index = "1", paramLabel = "FILTER", description = "a topic, a topic filter, or $share/GROUP/FILTER")
    private String filter = "";

    @Mixin
    private Format format = new Format();

    @Mixin
    private ConfOptions files = new ConfOptions();

    private final Console console;

    WhoCanCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() throws ToolException, InvalidFilesException {
        Asked asked = asked();
        ConfOptions.Selection read = files.load(console);
        WhoCan found = WhoCanSearch.find(
                read.policy(), read.identities(), asked, console.time().instant());
        FindingPlaces places = FindingPlaces.of(console, files, read);
        if (format.isJson()) {
            WhoCanJson.print(console.out(), found, places);
        } else {
            new WhoCanReport(console, places).print(found, read.settings().isPresent());
        }
        boolean somebody = read.settings().isPresent()
                ? !found.assignments().isEmpty() || !found.identities().isEmpty()
                : !found.roles().isEmpty();
        return somebody ? ExitCode.YES : ExitCode.NO;
    }

    private Asked asked() throws ToolException {
        Action action = Action.valueOf(verb.name().toUpperCase(Locale.ROOT));
        if (action == Action.PUBLISH || !filter.startsWith(SHARE)) {
            return new Asked(action, pattern(filter), Optional.empty());
        }
        int end = filter.indexOf('/', SHARE.length());
        if (end <= SHARE.length() || end == filter.length() - 1) {
            throw new ToolException(
                    ToolCode.USAGE, "`" + filter + "` is no shared subscription", "write `$share/GROUP/FILTER`");
        }
        return new Asked(
                action, pattern(filter.substring(end + 1)), Optional.of(filter.substring(SHARE.length(), end)));
    }

    private static TopicPattern pattern(String text) throws ToolException {
        try {
            return TopicPattern.parse(text);
        } catch (PatternSyntaxException e) {
            throw new ToolException(
                    ToolCode.USAGE, "`" + text + "`: " + e.problem(), e.help().orElse("name a topic filter"));
        }
    }
}

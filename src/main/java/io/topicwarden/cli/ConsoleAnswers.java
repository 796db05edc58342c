/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.topicwarden.analysis.RoleTree;
import io.topicwarden.audit.LogFiles;
import io.topicwarden.cli.console.Endpoint;
import io.topicwarden.cli.console.NoAnswerException;
import io.topicwarden.cli.console.Parameters;
import io.topicwarden.policy.Attempt;
import io.topicwarden.policy.Problem;
import io.topicwarden.policy.Role;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Answers what the pages of the console ask for, each time from the files as they are then. */
final class ConsoleAnswers {

    private final Console console;
    private final ConfOptions conf;
    private final LogFiles log;
    private final ConsoleFindings findings;

    ConsoleAnswers(Console console, ConfOptions conf, LogFiles log) {
        this.console = console;
        this.conf = conf;
        this.log = log;
        this.findings = new ConsoleFindings(console, log);
    }

    /** What is answered, by path. */
    Map<String, Endpoint> endpoints() {
        return Map.of(
                "/api/findings", parameters -> json(json -> findings.write(json, parameters)),
                "/api/refusal", parameters -> json(json -> refusal(json, parameters)),
                "/api/can-i", parameters -> json(json -> canI(json, parameters)),
                "/api/roles", parameters -> json(json -> roles(json, parameters)));
    }

    /** Members of an object. */
    private interface Body {
        void write(JsonGenerator json) throws IOException, ToolException, InvalidFilesException, InvalidOptionException;
    }

    private static String json(Body body) throws NoAnswerException {
        StringWriter text = new StringWriter();
        List<Exception> failures = new ArrayList<>();
        Json.line(new PrintWriter(text), json -> {
            try {
                body.write(json);
            } catch (ToolException | InvalidFilesException | InvalidOptionException | ParameterException e) {
                failures.add(e);
            }
        });
        if (!failures.isEmpty()) {
            throw new NoAnswerException(sentence(failures.get(0)), failures.get(0));
        }
        return text.toString();
    }

    private static String sentence(Exception failure) {
        if (failure instanceof InvalidFilesException invalid) {
            return problems(invalid.problems(), invalid.directory());
        }
        if (failure instanceof InvalidOptionException invalid) {
            return problems(invalid.problems(), "");
        }
        String help = failure instanceof ToolException tool
                ? tool.help().map(text -> " (" + text + ")").orElse("")
                : "";
        return failure.getMessage() + help;
    }

    private static String problems(List<Problem> problems, String directory) {
        return problems.stream()
                .map(problem -> directory + problem.span().fileAndLine() + ": " + problem.message())
                .collect(Collectors.joining("\n"));
    }

    private void refusal(JsonGenerator json, Parameters parameters)
            throws IOException, ToolException, InvalidFilesException {
        String id = parameters.first("id").orElse("");
        DenialRecord record = DenialRecord.find(log, id)
                .orElseThrow(() -> new ToolException(
                        ToolCode.NO_SUCH_DENIAL, "no record in this log has the id `" + id + "`", "check the id"));
        ReplayedDenial replayed;
        try {
            replayed =
                    ReplayedDenial.of(conf.load(console), record, console.time().instant());
        } catch (ToolException | InvalidFilesException e) {
            record.write(json);
            json.writeStringField("unexplained", sentence(e));
            return;
        }
        replayed.write(json, console);
        RemedyJson.write(json, replayed.explanation(), "refusal " + id + " is mended");
    }

    private void canI(JsonGenerator json, Parameters parameters)
            throws IOException, ToolException, InvalidFilesException, InvalidOptionException {
        AttemptOptions asked = new AttemptOptions();
        List<String> arguments = new ArrayList<>();
        for (String option : List.of("as", "qos", "payload")) {
            parameters.first(option).ifPresent(value -> arguments.add("--" + option + "=" + value));
        }
        parameters.first("retain").ifPresent(set -> arguments.add("--retain"));
        arguments.add("--");
        arguments.addAll(List.of(
                parameters.first("action").orElse(""), parameters.first("topic").orElse("")));
        options(asked, arguments);
        Attempt attempt = asked.attempt();
        ConfOptions.Selection files = conf.load(console);
        Explanation explanation = Explanation.of(Question.of(
                files,
                asked.client(files.policy().roles().keySet()),
                attempt,
                console.time().instant()));
        json.writeObjectFieldStart("today");
        new ExplanationReport(console, explanation).write(json);
        json.writeEndObject();
        RemedyJson.write(json, explanation, "the client may " + attempt.kind() + " there");
    }

    /** Fills options from what a page has sent, by the rules of the command line. */
    static void options(Object options, List<String> arguments) {
        CommandLine line = new CommandLine(CommandLine.Model.CommandSpec.create()
                .addMixin("options", CommandLine.Model.CommandSpec.forAnnotatedObject(options)));
        line.setExpandAtFiles(false);
        line.setTrimQuotes(false);
        line.parseArgs(arguments.toArray(String[]::new));
    }

    private void roles(JsonGenerator json, Parameters parameters)
            throws IOException, ToolException, InvalidFilesException {
        ConfOptions.Selection files = conf.load(console);
        json.writeArrayFieldStart("roles");
        for (String name : files.policy().roles().keySet()) {
            json.writeString(name);
        }
        json.writeEndArray();
        Optional<Role> chosen = parameters
                .first("role")
                .flatMap(name -> Optional.ofNullable(files.policy().roles().get(name)));
        if (chosen.isPresent()) {
            Role role = chosen.get();
            json.writeStringField("role", role.name());
            json.writeStringField("description", role.description());
            json.writeStringField("place", files.policyDirectory() + role.span().fileAndLine());
            json.writeBooleanField("whole", RoleTree.isWhole(role));
            json.writeFieldName("tree");
            tree(json, RoleTree.of(role), files.policyDirectory());
        }
    }

    private static void tree(JsonGenerator json, RoleTree node, String directory) throws IOException {
        json.writeStartObject();
        json.writeStringField("level", node.level());
        json.writeArrayFieldStart("marks");
        for (RoleTree.Mark mark : node.marks()) {
            json.writeStartObject();
            json.writeBooleanField("allow", mark.statement().allow());
            json.writeStringField("action", mark.statement().action());
            json.writeBooleanField("conditional", mark.statement().conditional());
            json.writeStringField(
                    "place", directory + mark.statement().rule().span().fileAndLine());
            json.writeArrayFieldStart("denies");
            for (var deny : mark.denies()) {
                json.writeString(directory + deny.span().fileAndLine());
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("children");
        for (RoleTree child : node.children()) {
            tree(json, child, directory);
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}

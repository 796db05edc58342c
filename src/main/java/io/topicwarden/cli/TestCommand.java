/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.topicwarden.analysis.TestOutcome;
import io.topicwarden.policy.yaml.ShownText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code topicwarden test}: whether a policy answers as its tests expect. */
@Command(
        name = "test",
        description = "Runs policy tests, each file against the policy that it names or that lies beside it.",
        footer = {
            "",
            "Exit code: 0 all answers as expected, 2 some not, 3 invalid policy or tests, 1 could not run.",
            "",
            "Examples:",
            "  topicwarden test",
            "  topicwarden test tests/sensors.yaml tests/operators.yaml --coverage",
            "  topicwarden test --policy new-policy.yaml",
            "  topicwarden test --junit target/policy-tests.xml"
        })
final class TestCommand implements Callable<ExitCode> {

    private enum Kind {
        text,
        json,
        junit
    }

    private static final String USUAL = "policy-tests.yaml";

    @Parameters(
            arity = "0..*",
            paramLabel = "FILE",
            description = "files of policy tests (default: policy-tests.yaml in the conf/ folder)")
    private List<Path> given = new ArrayList<>();

    @Mixin
    private ConfOptions conf = new ConfOptions();

    @Option(names = "--coverage", description = "also list the permissions that no test has exercised")
    private boolean coverage;

    @Option(
            names = "--format",
            paramLabel = "text|json|junit",
            defaultValue = "text",
            description = "how the result is written (default: ${DEFAULT-VALUE})")
    private Kind format = Kind.text;

    @Option(names = "--junit", paramLabel = "FILE", description = "also write the result as JUnit XML to FILE")
    private @Nullable Path junit;

    private final Console console;

    TestCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() throws ToolException, InvalidFilesException {
        List<TestedFile> files = new ArrayList<>();
        for (Path path : paths()) {
            files.add(TestedFile.run(console, path, conf.policy()));
        }
        if (junit != null) {
            write(console.resolve(junit), JunitXml.of(files));
        }
        switch (format) {
            case text -> print(files);
            case json -> Json.object(console.out(), json -> write(json, files));
            case junit -> console.out().print(JunitXml.of(files));
        }
        boolean passed = files.stream().allMatch(file -> TestedFile.passed(file.all()));
        return passed ? ExitCode.YES : ExitCode.NO;
    }

    private List<Path> paths() throws ToolException {
        if (!given.isEmpty()) {
            return given;
        }
        Path usual = conf.folder(console).resolve(USUAL);
        if (!Files.exists(usual)) {
            throw new ToolException(
                    ToolCode.NO_SUCH_FILE,
                    "`" + console.shown(usual) + "` does not exist",
                    "write it, or name files of policy tests");
        }
        return List.of(usual);
    }

    private void write(Path path, String xml) throws ToolException {
        try {
            Files.writeString(path, xml);
        } catch (IOException e) {
            throw new ToolException(
                    ToolCode.CANNOT_WRITE,
                    "`" + console.shown(path) + "` cannot be written",
                    "check the folder and its permissions");
        }
    }

    private void print(List<TestedFile> files) {
        for (TestedFile file : files) {
            console.out().println(file.file());
            file.outcomes().forEach((test, outcomes) -> console.out()
                    .println((TestedFile.passed(outcomes)
                                    ? Paint.GREEN.on(console, "  ok   ")
                                    : Paint.RED.on(console, "  FAIL "))
                            + ShownText.of(test.name())));
            console.out().println();
            ProblemReport.printEach(console, console.out(), file.failures(), file.directory());
        }
        console.out().println(summary(files));
        if (coverage) {
            new CoverageReport(files).print(console);
        }
    }

    private static String summary(List<TestedFile> files) {
        List<TestOutcome> all =
                files.stream().flatMap(file -> file.all().stream()).toList();
        long tests = files.stream().mapToLong(file -> file.outcomes().size()).sum();
        long failed = all.stream().filter(outcome -> !outcome.passed()).count();
        String counted = all.size() == 1 ? "1 answer" : all.size() + " answers";
        String in = tests == 1 ? " in 1 test" : " in " + tests + " tests";
        return failed == 0
                ? counted + " as expected" + in
                : failed + " of " + counted + (failed == 1 ? " is" : " are") + " not as expected," + in;
    }

    private void write(JsonGenerator json, List<TestedFile> files) throws IOException {
        json.writeBooleanField("passed", files.stream().allMatch(file -> TestedFile.passed(file.all())));
        json.writeArrayFieldStart("answers");
        for (TestedFile file : files) {
            for (TestOutcome outcome : file.all()) {
                write(json, file, outcome);
            }
        }
        json.writeEndArray();
        if (coverage) {
            new CoverageReport(files).write(json);
        }
    }

    private static void write(JsonGenerator json, TestedFile file, TestOutcome outcome) throws IOException {
        json.writeStartObject();
        json.writeStringField("test", outcome.test().name());
        Json.place(json, outcome.expectation().span(), file.directory());
        json.writeStringField("attempt", outcome.expectation().attempt().toString());
        json.writeStringField("expected", outcome.expected());
        json.writeStringField("actual", outcome.actual());
        json.writeBooleanField("passed", outcome.passed());
        json.writeObjectFieldStart("decision");
        DecisionReport.write(json, outcome.decision(), file.policy().directory());
        json.writeEndObject();
        json.writeEndObject();
    }
}

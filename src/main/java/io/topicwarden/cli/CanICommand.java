/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import io.topicwarden.engine.Decision;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code topicwarden can-i}: whether a client may do something. */
@Command(
        name = "can-i",
        description = "Says whether a client may do something, and by which rule.",
        footer = {
            "",
            "The client is taken as connected, unless the policy blocks it or its identity is disabled.",
            "What is left out of --as it does not have. Roles and attributes of an identity are those in",
            "identities.yaml, unless given.",
            "",
            "Exit code: 0 allowed, 2 denied, 3 invalid files, 1 could not run.",
            "",
            "Examples:",
            "  topicwarden can-i publish plants/assembly/s1/status --as \\",
            "      client-id=s1,certificate.cn=s1,certificate.ou=assembly,certificate.issuer-cn='Plant CA'",
            "  topicwarden can-i subscribe 'plants/#' --as roles=operator,attributes.site=assembly",
            "  topicwarden can-i publish a/b --qos 1 --payload 2KiB --as identity=alice --policy new.yaml"
        })
final class CanICommand implements Callable<ExitCode> {

    @Mixin
    private AttemptOptions asked = new AttemptOptions();

    @Mixin
    private ConfOptions conf = new ConfOptions();

    @Mixin
    private Format format = new Format();

    private final Console console;

    CanICommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() throws ToolException, InvalidFilesException, InvalidOptionException {
        var attempt = asked.attempt();
        ConfOptions.Selection files = conf.load(console);
        Question question = Question.of(
                files,
                asked.client(files.policy().roles().keySet()),
                attempt,
                console.time().instant());
        Decision answer = question.answer();
        if (format.isJson()) {
            Json.object(console.out(), json -> DecisionReport.write(json, answer, files.policyDirectory()));
        } else {
            console.out().println(DecisionReport.text(console, answer));
            DecisionReport.witness(answer).ifPresent(topic -> console.out().println("  for example `" + topic + "`"));
        }
        return answer.isAllowed() ? ExitCode.YES : ExitCode.NO;
    }
}

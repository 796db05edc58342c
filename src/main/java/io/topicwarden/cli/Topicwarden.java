/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import io.topicwarden.policy.yaml.ShownText;
import java.lang.reflect.Method;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The command-line tool: its commands, and how each one ends. */
@Command(
        name = "topicwarden",
        description = "Works out, proves and explains Topicwarden policies. Needs no broker.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = ToolVersion.class,
        subcommands = {
            ValidateCommand.class,
            LintCommand.class,
            TestCommand.class,
            CanICommand.class,
            ExplainCommand.class,
            WhoCanCommand.class,
            DiffCommand.class,
            DenialsCommand.class,
            GenerateCommand.class,
            UnusedCommand.class,
            PromoteCommand.class,
            ReportCommand.class,
            ConsoleCommand.class,
            PasswdCommand.class,
            InspectCommand.class,
            ImportCommand.class,
            StoreCommand.class,
            IdentityCommand.class,
            CompletionCommand.class,
            CommandLine.HelpCommand.class
        },
        footer = {
            "",
            "Exit codes: 0 yes or done; 1 could not run; 2 the answer is no; 3 the files are invalid;",
            "4 findings at or above --fail-level.",
            "",
            "`topicwarden help COMMAND` explains a command, with examples."
        })
final class Topicwarden implements Callable<ExitCode> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private Topicwarden() {}

    /** Runs one command line and returns its exit code. Throws nothing. */
    static int run(Console console, String... arguments) {
        int exit = commandLine(console).execute(arguments);
        console.out().flush();
        console.err().flush();
        return exit;
    }

    /** Says that the results could not be written, which no exit code of a command may hide. */
    static int resultsLost(Console console) {
        console.err()
                .println(error(console, ToolCode.CANNOT_WRITE, "the results cannot be written to standard output"));
        console.err().println("  = help: check the disk and the file that it goes to");
        return ExitCode.COULD_NOT_RUN.number();
    }

    /** The commands and options, as the parser and the documentation know them. */
    static CommandLine commandLine(Console console) {
        CommandLine tool = new CommandLine(new Topicwarden(), new Commands(console));
        tool.setOut(console.out());
        tool.setErr(console.err());
        tool.setColorScheme(CommandLine.Help.defaultColorScheme(
                console.terminal() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
        tool.setUsageHelpWidth(Math.min(Math.max(console.width(), 60), 120));
        tool.setExpandAtFiles(false);
        addHelpOptions(tool);
        tool.setParameterExceptionHandler((e, given) -> misused(console, e));
        tool.setExecutionExceptionHandler((e, command, parsed) -> failed(console, e));
        tool.setExecutionStrategy(Topicwarden::execute);
        return tool;
    }

    private static void addHelpOptions(CommandLine command) {
        if (!(command.getCommandSpec().userObject() instanceof Method)) { // its arguments would no longer fit
            command.getCommandSpec().mixinStandardHelpOptions(true);
        }
        command.getSubcommands().values().forEach(Topicwarden::addHelpOptions);
    }

    private static int execute(ParseResult parsed) {
        int exit = new CommandLine.RunLast().execute(parsed);
        Object result = parsed.asCommandLineList()
                .get(parsed.asCommandLineList().size() - 1)
                .getExecutionResult();
        return result instanceof ExitCode code ? code.number() : exit;
    }

    private static int misused(Console console, ParameterException e) {
        CommandLine command = e.getCommandLine();
        console.err().println(error(console, ToolCode.USAGE, String.valueOf(e.getMessage())));
        CommandLine.UnmatchedArgumentException.printSuggestions(e, console.err());
        console.err()
                .println("  = help: `" + command.getCommandSpec().qualifiedName() + " --help` lists what can be given");
        return ExitCode.COULD_NOT_RUN.number();
    }

    private static int failed(Console console, Exception e) {
        if (e instanceof InvalidFilesException invalid) {
            ProblemReport.print(console, console.err(), invalid.problems(), invalid.directory());
            return ExitCode.INVALID.number();
        }
        if (e instanceof InvalidOptionException invalid) {
            ProblemReport.print(console, console.err(), invalid.problems(), "");
        } else if (e instanceof ToolException tool) {
            console.err().println(error(console, tool.code(), ShownText.of(String.valueOf(tool.getMessage()))));
            tool.help().ifPresent(help -> console.err().println("  = help: " + help));
        } else {
            console.err().println(error(console, ToolCode.INTERNAL_ERROR, e.toString()));
            e.printStackTrace(console.err());
        }
        return ExitCode.COULD_NOT_RUN.number();
    }

    private static String error(Console console, ToolCode code, String message) {
        return Paint.RED.on(console, "error") + "[" + code + "]: " + message;
    }

    /** Without a command: the help. */
    @Override
    public ExitCode call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.COULD_NOT_RUN;
    }
}

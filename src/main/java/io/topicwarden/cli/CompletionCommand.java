/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code topicwarden completion}: prints a script by which a shell completes commands and options. */
@Command(
        name = "completion",
        description = "Prints a script by which a shell completes commands and options.",
        footer = {
            "",
            "Examples:",
            "  topicwarden completion bash > ~/.local/share/bash-completion/completions/topicwarden",
            "  source <(topicwarden completion bash)",
            "  topicwarden completion zsh > ~/.topicwarden-completion    # and in ~/.zshrc, behind compinit:",
            "  source ~/.topicwarden-completion"
        })
final class CompletionCommand implements Callable<ExitCode> {

    /** The shells; one script serves both, since zsh takes bash's completions. */
    enum Shell {
        bash,
        zsh
    }

    @Parameters(paramLabel = "bash|zsh", description = "the shell")
    private Shell shell = Shell.bash;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private final Console console;

    CompletionCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() {
        String name = spec.root().name();
        if (shell == Shell.zsh) {
            console.out().println("autoload -Uz bashcompinit && bashcompinit");
        }
        console.out().print(AutoComplete.bash(name, spec.root().commandLine()));
        return ExitCode.YES;
    }
}

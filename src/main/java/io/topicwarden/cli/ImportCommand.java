/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code topicwarden import}: the importers, a command each. */
@Command(
        name = "import",
        description = "Makes a policy and identities of another program's access rules.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ImportMosquittoCommand.class, ImportFileRbacCommand.class},
        footer = {
            "",
            "Examples:",
            "  topicwarden import mosquitto /etc/mosquitto/acl /etc/mosquitto/passwd -o new-conf",
            "  topicwarden import file-rbac credentials.xml -o new-conf"
        })
final class ImportCommand implements Callable<ExitCode> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** Without a command: the help. */
    @Override
    public ExitCode call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.COULD_NOT_RUN;
    }
}

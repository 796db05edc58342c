/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import io.topicwarden.cli.migrate.ImportFaultException;
import io.topicwarden.cli.migrate.RbacImport;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code topicwarden import file-rbac}. */
@Command(
        name = "file-rbac",
        description =
                "Makes a policy and identities of the credentials.xml of HiveMQ's file RBAC extension, and lists what"
                        + " was more open than it may look, what is stricter now, and what is left to do.",
        footer = {
            "",
            "Roles keep their names. $${{clientid}} becomes $${client.id} and $${{username}} $${identity}. Filters match",
            "as MQTT's do, which is narrower than the broker's own matching. Passwords cannot be carried over.",
            "",
            "Exit code: 0 done, 3 the file is not one that the extension would load, 1 could not run.",
            "",
            "Examples:",
            "  topicwarden import file-rbac extensions/hivemq-file-rbac-extension/conf/credentials.xml -o new-conf"
        })
final class ImportFileRbacCommand implements Callable<ExitCode> {

    @Parameters(paramLabel = "CREDENTIALS_XML", description = "the extension's credentials.xml")
    @SuppressWarnings("NullAway.Init")
    private Path credentials;

    @Mixin
    private ImportOutput output = new ImportOutput();

    @Mixin
    private Format format = new Format();

    private final Console console;

    ImportFileRbacCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() throws ToolException, InvalidFilesException {
        try {
            output.write(
                    console,
                    format,
                    RbacImport.of(ImportOutput.source(console, credentials)),
                    List.of(
                            "authenticate: password",
                            "client-id: ${username}*    # every client chose before; better: ${username}-*, or ${username}"));
            return ExitCode.YES;
        } catch (ImportFaultException e) {
            throw new InvalidFilesException(e.problems(), ConfOptions.directoryOf(console, credentials));
        }
    }
}

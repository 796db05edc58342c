/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import io.topicwarden.cli.migrate.ImportFaultException;
import io.topicwarden.cli.migrate.MosquittoImport;
import io.topicwarden.policy.yaml.SourceFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code topicwarden import mosquitto}. */
@Command(
        name = "mosquitto",
        description =
                "Makes a policy and identities of the ACL file and the password file of Mosquitto 2, and lists what"
                        + " was more open than it may look, what is stricter now, and what is left to do.",
        footer = {
            "",
            "`read` permits receiving, which Mosquitto asks when it delivers; subscribing was always accepted.",
            "`write` permits publishing. `%%c` becomes $${client.id} and `%%u` $${identity}. Nothing is permitted",
            "that was not permitted before. Passwords cannot be carried over.",
            "",
            "Exit code: 0 done, 3 a file is not one that Mosquitto would load, 1 could not run.",
            "",
            "Examples:",
            "  topicwarden import mosquitto acl.txt",
            "  topicwarden import mosquitto /etc/mosquitto/acl /etc/mosquitto/passwd -o new-conf"
        })
final class ImportMosquittoCommand implements Callable<ExitCode> {

    @Parameters(index = "0", paramLabel = "ACL_FILE", description = "what `acl_file` of mosquitto.conf names")
    @SuppressWarnings("NullAway.Init")
    private Path acl;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PASSWORD_FILE",
            description = "what `password_file` of mosquitto.conf names; only the names in it are taken")
    private @Nullable Path passwords;

    @Mixin
    private ImportOutput output = new ImportOutput();

    @Mixin
    private Format format = new Format();

    private final Console console;

    ImportMosquittoCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() throws ToolException, InvalidFilesException {
        SourceFile aclFile = ImportOutput.source(console, acl);
        Optional<SourceFile> passwordFile =
                passwords == null ? Optional.empty() : Optional.of(ImportOutput.source(console, passwords));
        try {
            output.write(
                    console,
                    format,
                    MosquittoImport.of(aclFile, passwordFile),
                    List.of(
                            "authenticate: password",
                            "client-id: ${username}*    # Mosquitto let every client choose; better: ${username}-*, or ${username}"));
            return ExitCode.YES;
        } catch (ImportFaultException e) {
            throw new InvalidFilesException(e.problems(), ConfOptions.directoryOf(console, acl));
        }
    }
}

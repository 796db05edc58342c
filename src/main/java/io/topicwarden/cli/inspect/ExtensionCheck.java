/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.inspect;

import io.topicwarden.cli.xml.Element;
import io.topicwarden.cli.xml.XmlFaultException;
import io.topicwarden.cli.xml.XmlTree;
import io.topicwarden.conf.OtherExtension;
import io.topicwarden.conf.SecurityExtensions;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks whether the broker will load Topicwarden, and what else would decide. */
final class ExtensionCheck implements Check {

    private static final String OWN_ID = SecurityExtensions.OWN_ID;
    private static final String ALLOW_ALL = "hivemq-allow-all-extension";
    private static final String DESCRIPTOR = "hivemq-extension.xml";
    private static final long MAX_BYTES = 1 << 20;

    @Override
    public void run(BrokerHome home, Findings findings) {
        boolean loaded = own(home, findings);
        for (OtherExtension other :
                SecurityExtensions.in(home.folder().resolve("extensions")).found()) {
            if (!isOurs(home, other)) {
                decides(other, loaded, findings);
                besides(other, findings);
            }
        }
    }

    /** Whether ours will be loaded. */
    private static boolean own(BrokerHome home, Findings findings) {
        boolean misnamed = misnamed(home, findings);
        if (!Files.isDirectory(home.extension())) {
            if (!misnamed) {
                findings.add(
                        FindingCode.EXTENSION_MISSING,
                        Severity.error,
                        Place.of("extensions"),
                        "there is no folder `topicwarden`");
            }
            return false;
        }
        boolean complete = isComplete(home, findings);
        return isEnabled(home, findings) && complete;
    }

    private static boolean isComplete(BrokerHome home, Findings findings) {
        boolean complete = true;
        for (String name : List.of(DESCRIPTOR, "topicwarden.jar", "conf")) {
            if (!Files.exists(home.extension().resolve(name))) {
                findings.add(
                        FindingCode.EXTENSION_INCOMPLETE,
                        Severity.error,
                        Place.of(BrokerHome.EXTENSION),
                        "`" + name + "` is missing");
                complete = false;
            }
        }
        return complete;
    }

    private static boolean isEnabled(BrokerHome home, Findings findings) {
        boolean disabled = Files.exists(home.extension().resolve("DISABLED"));
        if (disabled) {
            findings.add(
                    FindingCode.EXTENSION_DISABLED,
                    Severity.error,
                    Place.of(BrokerHome.EXTENSION + "/DISABLED"),
                    "Topicwarden is disabled");
        }
        return !disabled;
    }

    private static boolean misnamed(BrokerHome home, Findings findings) {
        boolean found = false;
        for (Path folder : folders(home.folder().resolve("extensions"))) {
            boolean ours = String.valueOf(folder.getFileName()).equals(OWN_ID);
            Optional<String> id = descriptor(folder).flatMap(root -> root.textOf("id"));
            if (ours ? id.isPresent() && !id.get().equals(OWN_ID) : id.equals(Optional.of(OWN_ID))) {
                findings.add(
                        FindingCode.EXTENSION_MISNAMED,
                        Severity.error,
                        Place.of(home.shown(folder)),
                        "the extension in this folder has the id `" + id.get() + "`");
                found = true;
            }
        }
        return found;
    }

    /** Ours, in a folder that is not named like it: already found. */
    private static boolean isOurs(BrokerHome home, OtherExtension other) {
        Path folder = home.folder().resolve("extensions").resolve(other.name());
        return descriptor(folder).flatMap(root -> root.textOf("id")).equals(Optional.of(OWN_ID));
    }

    private static void decides(OtherExtension other, boolean loaded, Findings findings) {
        if (!other.decides()) {
            return;
        }
        boolean alone = !loaded || other.isAskedBefore();
        String consequence = !loaded
                ? " and decides alone, since Topicwarden is not loaded"
                : alone ? ", of priority " + other.priority() + ", and is asked before Topicwarden" : "";
        findings.add(
                other.name().startsWith(ALLOW_ALL)
                        ? FindingCode.ALLOW_ALL_EXTENSION
                        : FindingCode.OTHER_SECURITY_EXTENSION,
                alone ? Severity.error : Severity.warning,
                Place.of("extensions/" + other.name()),
                "the extension `" + other.name() + "` takes part in security" + consequence);
    }

    private static void besides(OtherExtension other, Findings findings) {
        if (!other.besides().isEmpty()) {
            findings.add(
                    FindingCode.OTHER_EXTENSION,
                    Severity.note,
                    Place.of("extensions/" + other.name()),
                    "the extension `" + other.name() + "` " + other.besidesInWords());
        }
    }

    private static List<Path> folders(Path extensions) {
        List<Path> folders = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(extensions, Files::isDirectory)) {
            entries.forEach(folders::add);
        } catch (IOException | RuntimeException e) {
            return List.of(); // no such folder: ours is then reported missing
        }
        folders.sort(null);
        return folders;
    }

    private static Optional<Element> descriptor(Path folder) {
        Path file = folder.resolve(DESCRIPTOR);
        try {
            return Files.isRegularFile(file) && Files.size(file) <= MAX_BYTES
                    ? Optional.of(XmlTree.parse(Files.readAllBytes(file)))
                    : Optional.empty();
        } catch (IOException | XmlFaultException e) {
            return Optional.empty();
        }
    }
}

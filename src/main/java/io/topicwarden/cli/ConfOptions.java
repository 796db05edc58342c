/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import io.topicwarden.conf.ConfLoader;
import io.topicwarden.conf.Configuration;
import io.topicwarden.conf.PolicySource;
import io.topicwarden.policy.Identity;
import io.topicwarden.policy.Policy;
import io.topicwarden.policy.Settings;
import io.topicwarden.policy.yaml.Loaded;
import io.topicwarden.policy.yaml.SourceFile;
import io.topicwarden.store.file.ConfFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that choose which files a command reads: {@code --conf} and {@code --policy}. */
final class ConfOptions {

    /**
     * What has been read.
     *
     * @param settings empty where a policy was read by itself
     * @param policy the policy
     * @param policyFiles its texts
     * @param identities by name; none where a policy was read by itself
     * @param policyDirectory what stands before the names of the policy's files when they are shown
     */
    record Selection(
            Optional<Settings> settings,
            Policy policy,
            List<SourceFile> policyFiles,
            Map<String, Identity> identities,
            String policyDirectory) {}

    @Option(
            names = "--conf",
            paramLabel = "DIR",
            description = "the folder with topicwarden.yaml, identities.yaml and policy.yaml"
                    + " (default: the conf/ beside this tool)")
    private @Nullable Path conf;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "a policy file, or a folder with policy.yaml, instead of the policy in DIR;"
                    + " without --conf nothing else is read")
    private @Nullable Path policy;

    /** Reads the files chosen. */
    Selection load(Console console) throws ToolException, InvalidFilesException {
        if (policy == null) {
            return load(console, folder(console));
        }
        PolicySource source = readPolicy(console, policy);
        String directory = directoryOf(console, policy);
        if (conf == null) {
            return new Selection(Optional.empty(), source.policy(), source.files(), Map.of(), directory);
        }
        Selection rest = load(console, folder(console));
        return new Selection(rest.settings(), source.policy(), source.files(), rest.identities(), directory);
    }

    /** Reads the files chosen, with the candidate in place of the policy. */
    Selection loadShadow(Console console) throws ToolException, InvalidFilesException {
        Path folder = folder(console);
        Selection rest = load(console, folder);
        PolicySource shadow = readShadow(console, folder);
        return new Selection(
                rest.settings(), shadow.policy(), shadow.files(), rest.identities(), rest.policyDirectory());
    }

    /** Reads the candidate in a folder. */
    private static PolicySource readShadow(Console console, Path folder) throws ToolException, InvalidFilesException {
        Loaded<PolicySource> loaded = PolicySource.readShadow(folder).orElseThrow(() -> noShadow(console, folder));
        if (loaded.value().isEmpty()) {
            throw new InvalidFilesException(loaded.problems(), directoryOf(console, folder));
        }
        return loaded.value().get();
    }

    private static ToolException noShadow(Console console, Path folder) {
        return new ToolException(
                ToolCode.NO_SHADOW,
                "there is no candidate in `" + console.shown(folder) + "`",
                "write one to policy.shadow.yaml");
    }

    /** Reads a folder as the broker would with the candidate in place of the policy, and holds it to the policy's tests. */
    static Configuration loadCandidate(Console console, Path folder) throws ToolException, InvalidFilesException {
        if (PolicySource.readShadow(folder).isEmpty()) {
            throw noShadow(console, folder);
        }
        return valid(console, folder, loader(console, folder).loadCandidate());
    }

    /** Makes sure that what was named is there, where it is read only later. */
    void requireNamed(Console console) throws ToolException {
        if (conf != null) {
            Path unused = existing(console, console.resolve(conf));
        }
        if (policy != null) {
            Path unused = existing(console, console.resolve(policy));
        }
    }

    /** The folder chosen. */
    Path folder(Console console) throws ToolException {
        return existing(console, chosen(console, conf, "name one with --conf DIR"));
    }

    /**
     * What was named, or the {@code conf/} beside the tool; whether it is there or not.
     *
     * @param help what to do where there is no such folder
     */
    static Path chosen(Console console, @Nullable Path typed, String help) throws ToolException {
        return typed != null
                ? console.resolve(typed)
                : console.home()
                        .map(home -> home.resolve("conf"))
                        .orElseThrow(() ->
                                new ToolException(ToolCode.NO_CONF, "there is no conf/ folder beside this tool", help));
    }

    /** The policy chosen in place of another, if one was. */
    Optional<Path> policy() {
        return Optional.ofNullable(policy);
    }

    /** Reads a policy by itself. */
    static PolicySource readPolicy(Console console, Path typed) throws ToolException, InvalidFilesException {
        Loaded<PolicySource> loaded = PolicySource.read(existing(console, console.resolve(typed)));
        if (loaded.value().isEmpty()) {
            throw new InvalidFilesException(loaded.problems(), directoryOf(console, typed));
        }
        return loaded.value().get();
    }

    /** What stands before the names of the files of a policy when they are shown. */
    static String directoryOf(Console console, Path typed) {
        Path path = console.resolve(typed);
        Path folder = Files.isDirectory(path) ? path : path.getParent();
        return folder == null || folder.equals(console.directory()) ? "" : console.shown(folder) + "/";
    }

    /** Reads a whole folder exactly as the broker would, and holds the policy to its tests. */
    static Configuration loadFolder(Console console, Path folder) throws ToolException, InvalidFilesException {
        return valid(console, folder, loader(console, folder).load());
    }

    private static ConfLoader loader(Console console, Path folder) {
        return new ConfLoader(new ConfFolder(folder), console.time());
    }

    private static Configuration valid(Console console, Path folder, ConfLoader.Result result)
            throws ToolException, InvalidFilesException {
        if (result.configuration().isPresent()) {
            return result.configuration().get();
        }
        if (result.problems().isEmpty()) {
            throw new ToolException(ToolCode.FILES_CHANGING, "the files changed while they were read", "try again");
        }
        throw new InvalidFilesException(result.problems(), directoryOf(console, folder));
    }

    private static Selection load(Console console, Path folder) throws ToolException, InvalidFilesException {
        Configuration read = valid(console, folder, loader(console, folder).loadUntested());
        return new Selection(
                Optional.of(read.settings()),
                read.policy(),
                read.policyFiles(),
                read.identities(),
                directoryOf(console, folder));
    }

    static Path existing(Console console, Path path) throws ToolException {
        if (!Files.exists(path)) {
            throw new ToolException(
                    ToolCode.NO_SUCH_FILE,
                    "`" + console.shown(path) + "` does not exist",
                    "check the name and the folder");
        }
        return path;
    }
}

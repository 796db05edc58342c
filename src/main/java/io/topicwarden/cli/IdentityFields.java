/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import io.topicwarden.policy.yaml.IdentityDraft;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what an identity is to be. */
final class IdentityFields {

    @Option(names = "--role", paramLabel = "ROLE", description = "a role; can be given several times")
    private List<String> roles = List.of();

    @Option(names = "--no-roles", description = "it holds no role of its own")
    private boolean noRoles;

    @Option(
            names = "--attribute",
            paramLabel = "KEY=VALUE",
            description = "an attribute; a key given several times has several values")
    private List<String> attributes = List.of();

    @Option(names = "--no-attributes", description = "it has no attributes")
    private boolean noAttributes;

    @Option(names = "--password", description = "ask for a password")
    private boolean password;

    @Option(
            names = "--stdin",
            description = "read the password from standard input: one line, of which the line end is no part")
    private boolean fromStdin;

    @Option(
            names = "--password-hash",
            paramLabel = "HASH",
            description = "the password's hash, as identities.yaml would hold it")
    private @Nullable String hash;

    @Option(names = "--no-password", description = "it has no password, so that none opens")
    private boolean noPassword;

    @Option(names = "--enabled", arity = "1", paramLabel = "true|false", description = "whether it may connect")
    private @Nullable Boolean enabled;

    /** Whether a password is to be asked for or read. */
    boolean asksForPassword() {
        return password || fromStdin;
    }

    boolean fromStdin() {
        return fromStdin;
    }

    /** @throws ToolException if two options contradict each other, or one is no {@code KEY=VALUE} */
    void check() throws ToolException {
        exclude(!roles.isEmpty(), noRoles, "--role", "--no-roles");
        exclude(!attributes.isEmpty(), noAttributes, "--attribute", "--no-attributes");
        long passwords = Stream.of(asksForPassword(), hash != null, noPassword)
                .filter(given -> given)
                .count();
        exclude(passwords > 1, true, "one way to set the password", "another");
        for (String attribute : attributes) {
            if (attribute.indexOf('=') < 1) {
                throw new ToolException(
                        ToolCode.USAGE, "`" + attribute + "` is no KEY=VALUE", "write `--attribute site=brussels`");
            }
        }
    }

    /** What a draft becomes by them, the password that is asked for apart. */
    IdentityDraft on(IdentityDraft before) {
        IdentityDraft draft = before;
        if (!roles.isEmpty() || noRoles) {
            draft = draft.withRoles(roles.stream().distinct().toList());
        }
        if (!attributes.isEmpty() || noAttributes) {
            draft = draft.withAttributes(attributes());
        }
        if (hash != null || noPassword) {
            draft = draft.withPassword(Optional.ofNullable(hash));
        }
        return enabled == null ? draft : draft.withEnabled(enabled);
    }

    private Map<String, List<String>> attributes() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        for (String attribute : attributes) {
            int equals = attribute.indexOf('=');
            all.computeIfAbsent(attribute.substring(0, equals), key -> new ArrayList<>())
                    .add(attribute.substring(equals + 1));
        }
        return all;
    }

    private static void exclude(boolean one, boolean other, String first, String second) throws ToolException {
        if (one && other) {
            throw new ToolException(ToolCode.USAGE, first + " excludes " + second, "give one of them");
        }
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import io.topicwarden.policy.Identity;
import io.topicwarden.policy.PasswordHash;
import io.topicwarden.policy.Problem;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes a password into the text of {@code identities.yaml}, and changes nothing else of it. The result has been read
 * again, and says what the old text said but for this password.
 */
public final class PasswordEdit {

    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final SourceFile file;
    private final Optional<Set<String>> knownRoles;

    /** @param knownRoles those that identities may have; empty if any will do, because the policy cannot be read */
    public PasswordEdit(SourceFile file, Optional<Set<String>> knownRoles) {
        this.file = file;
        this.knownRoles = knownRoles;
    }

    /** What came of an edit. */
    public sealed interface Result {

        /**
         * The new text.
         *
         * @param content its bytes
         */
        @SuppressWarnings("ArrayRecordComponent") // never compared
        record Edited(byte[] content) implements Result {}

        /** The file is not valid as it is; nothing can be said of a change of it. */
        record Invalid(List<Problem> problems) implements Result {}

        /** The file is written in a way in which the change cannot be made safely. */
        record Unsuitable() implements Result {}
    }

    /**
     * Sets the password of an identity, and adds the identity if there is none of this name.
     *
     * @param name as {@link IdentitiesReader#name} accepts it
     * @param roles of an identity that is added; of no account to one that is there
     */
    public Result set(String name, PasswordHash hash, List<String> roles) {
        Loaded<Map<String, Identity>> before = IdentitiesReader.read(file, knownRoles);
        if (before.value().isEmpty()) {
            return new Result.Invalid(before.problems());
        }
        byte[] edited = edited(name, hash, roles);
        Map<String, Facts> wanted = facts(before.value().get());
        wanted.put(name, wanted.getOrDefault(name, Facts.of(roles)).with(hash));
        return readsAs(edited, wanted) ? new Result.Edited(edited) : new Result.Unsuitable();
    }

    private byte[] edited(String name, PasswordHash hash, List<String> roles) {
        Document document = Document.of(file, new Problems(), true);
        Node.Mapping top = (Node.Mapping) document.root().orElseThrow();
        String text = document.reading().source().text();
        String result =
                new PasswordPlace(text, top).of(name, hash.encoded(), roles).in(text);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (Arrays.mismatch(MARK, Arrays.copyOf(file.content(), MARK.length)) < 0) {
            bytes.writeBytes(MARK);
        }
        bytes.writeBytes(result.getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    private boolean readsAs(byte[] edited, Map<String, Facts> wanted) {
        Loaded<Map<String, Identity>> after = IdentitiesReader.read(new SourceFile(file.file(), edited), knownRoles);
        return after.value().map(PasswordEdit::facts).filter(wanted::equals).isPresent();
    }

    /** All that the file says of an identity, but not where. */
    private record Facts(
            Optional<PasswordHash> password, Set<String> roles, Map<String, List<String>> attributes, boolean enabled) {

        static Facts of(List<String> roles) {
            return new Facts(Optional.empty(), new HashSet<>(roles), Map.of(), true);
        }

        Facts with(PasswordHash hash) {
            return new Facts(Optional.of(hash), roles, attributes, enabled);
        }
    }

    private static Map<String, Facts> facts(Map<String, Identity> identities) {
        Map<String, Facts> facts = new LinkedHashMap<>();
        identities.forEach((name, identity) -> facts.put(
                name, new Facts(identity.password(), identity.roles(), identity.attributes(), identity.enabled())));
        return facts;
    }
}

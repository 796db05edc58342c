/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.store.postgres;

import io.topicwarden.policy.Identity;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the database cannot hold though {@code identities.yaml} could. */
public final class StorableText {

    private StorableText() {}

    /** Why the database cannot hold this identity, as a lower-case clause; empty if it can. */
    public static Optional<String> fault(Identity identity) {
        if (identity.name().getBytes(StandardCharsets.UTF_8).length > IdentityRows.LONGEST_NAME) {
            return Optional.of("in the database a name has at most " + IdentityRows.LONGEST_NAME + " bytes");
        }
        if (!isStorable(identity.name()) || !identity.roles().stream().allMatch(StorableText::isStorable)) {
            return Optional.of("the database takes no surrogates without their other halves");
        }
        for (Map.Entry<String, List<String>> attribute : identity.attributes().entrySet()) {
            if (!isStorable(attribute.getKey())
                    || !attribute.getValue().stream().allMatch(StorableText::isStorable)) {
                return Optional.of("an attribute has U+0000 or half a character, which the database does not take");
            }
        }
        return Optional.empty();
    }

    /** Whether PostgreSQL can hold a text: it has no U+0000, and all of it can be written in UTF-8. */
    static boolean isStorable(String text) {
        return text.codePoints().noneMatch(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF));
    }
}

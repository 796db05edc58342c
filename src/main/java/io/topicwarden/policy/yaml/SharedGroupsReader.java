/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import io.topicwarden.policy.PatternSyntaxException;
import io.topicwarden.policy.SharedGroups;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the {@code shared-groups} of a permission. */
final class SharedGroupsReader {

    private static final String ANY = "*";

    private final Values values;

    SharedGroupsReader(Reading reading) {
        this.values = new Values(reading);
    }

    SharedGroups read(Node.Entry entry) {
        List<String> names = values.list(entry, item -> values.parsed(item, SharedGroupsReader::name));
        Set<String> groups = new HashSet<>(names);
        boolean any = groups.remove(ANY);
        return new SharedGroups(any, groups);
    }

    /** A ShareName (MQTT 5 §4.8.2). A star within a name would look like a pattern, which it is not. */
    private static String name(String text) throws PatternSyntaxException {
        if (text.equals(ANY)) {
            return text;
        }
        if (text.isEmpty()) {
            throw bad("the name of a group cannot be empty", 0);
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ("/+#*".indexOf(c) >= 0 || Character.isISOControl(c)) {
                throw bad("the name of a group cannot hold this character", i);
            }
        }
        return text;
    }

    private static PatternSyntaxException bad(String message, int index) {
        return new PatternSyntaxException(
                Code.BAD_SHARED_GROUP.toString(), message, index, 1, "name the group, or write `\"*\"` for any");
    }
}

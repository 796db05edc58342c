/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.policy.Identity;
import io.topicwarden.policy.PasswordHash;
import io.topicwarden.policy.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whatever a file looks like, setting a password changes that password and no other line. */
class PasswordEditLawsTest {

    private static final int FILES = 4000;
    private static final String NEW =
            "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5J3Mgc2FsdCEhIQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    private static final Pattern LINES = Pattern.compile("(?<=\r\n)|(?<=\r)(?!\n)|(?<=\n)");

    @Test
    void set_anyFile_changesThisPasswordAlone() {
        int edits = 0;
        for (int seed = 0; seed < FILES; seed++) {
            RandomIdentities random = new RandomIdentities(seed);
            String before = random.text();
            String name = random.nameToSet();
            PasswordEdit.Result result = new PasswordEdit(file(before), Optional.empty()).set(name, hash(), List.of());
            String where = "seed " + seed + ", name <" + name + ">, file:\n" + before;
            assertThat(result).as(where).isInstanceOf(PasswordEdit.Result.Edited.class);
            String after = new String(((PasswordEdit.Result.Edited) result).content(), UTF_8);
            assertMeansTheSameButFor(name, before, after, where);
            assertOtherLinesAreTheSame(before, after, where + "\nafter:\n" + after);
            edits++;
        }
        assertThat(edits).isEqualTo(FILES);
    }

    private static void assertMeansTheSameButFor(String name, String before, String after, String where) {
        Map<String, String> expected = meaning(before);
        Map<String, String> actual = meaning(after);
        String set = actual.getOrDefault(name, "");
        assertThat(set).as(where).startsWith(NEW + " ");
        String rest = set.substring(NEW.length());
        String old = expected.getOrDefault(name, "- [] {} true");
        assertThat(rest).as(where).isEqualTo(old.substring(old.indexOf(' ')));
        expected.put(name, set);
        assertThat(actual).as(where).isEqualTo(expected);
    }

    /** Lines that went and lines that came in one place; of what came at most three, of what went at most two. */
    private static void assertOtherLinesAreTheSame(String before, String after, String where) {
        List<String> old = new ArrayList<>(List.of(LINES.split(before)));
        List<String> now = new ArrayList<>(List.of(LINES.split(after)));
        while (!old.isEmpty() && !now.isEmpty() && old.get(0).equals(now.get(0))) {
            old.remove(0);
            now.remove(0);
        }
        while (!old.isEmpty() && !now.isEmpty() && old.get(old.size() - 1).equals(now.get(now.size() - 1))) {
            old.remove(old.size() - 1);
            now.remove(now.size() - 1);
        }
        assertThat(old.size()).as(where).isLessThanOrEqualTo(1);
        assertThat(now.size()).as(where).isLessThanOrEqualTo(4);
        assertThat(String.join("", now)).as(where).contains(NEW);
    }

    private static Map<String, String> meaning(String text) {
        Map<String, String> meaning = new TreeMap<>();
        identities(text)
                .forEach((name, identity) -> meaning.put(
                        name,
                        identity.password().map(PasswordHash::encoded).orElse("-") + " " + identity.roles() + " "
                                + new TreeMap<>(identity.attributes()) + " " + identity.enabled()));
        return meaning;
    }

    private static Map<String, Identity> identities(String text) {
        Loaded<Map<String, Identity>> loaded = IdentitiesReader.read(file(text), Optional.empty());
        assertThat(loaded.problems()).as(text).isEmpty();
        return loaded.value().orElseThrow();
    }

    private static SourceFile file(String text) {
        return new SourceFile("identities.yaml", text.getBytes(UTF_8));
    }

    private static PasswordHash hash() {
        try {
            return PasswordHash.parse(NEW);
        } catch (PatternSyntaxException e) {
            throw new AssertionError(e);
        }
    }
}

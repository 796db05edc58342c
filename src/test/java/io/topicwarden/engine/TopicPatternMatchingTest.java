/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import static io.topicwarden.engine.PatternSubject.assertThatPattern;

import org.junit.jupiter.api.Test;

/** MQTT 5 §4.7, and §4 of the policy's documentation on variables. */
final class TopicPatternMatchingTest {

    @Test
    void literal_topic_matchesLevelByLevel() {
        assertThatPattern("foo").matches("foo").doesNotMatch("Foo", "fo", "fooo", "/foo", "foo/", "foo/bar", "bar");
        assertThatPattern("foo/bar").matches("foo/bar").doesNotMatch("foo", "foo/", "foo/baz", "foo/bar/", "foo/bar/x");
    }

    @Test
    void emptyLevels_topic_areSignificant() {
        assertThatPattern("/foo").matches("/foo").doesNotMatch("foo", "//foo");
        assertThatPattern("foo/").matches("foo/").doesNotMatch("foo", "foo//");
        assertThatPattern("/").matches("/").doesNotMatch("//", "a/", "/a");
        assertThatPattern("a//b").matches("a//b").doesNotMatch("a/b", "a/x/b");
    }

    @Test
    void singleWildcard_topic_matchesOneLevel() {
        assertThatPattern("+").matches("foo", "f").doesNotMatch("/", "foo/", "foo/bar", "/foo");
        assertThatPattern("/+/bar")
                .matches("/foo/bar", "//bar")
                .doesNotMatch("/bar", "/foo/baz", "foo/bar", "/a/b/bar");
        assertThatPattern("+/+").matches("/", "a/", "/a", "a/b").doesNotMatch("a", "a/b/c");
        assertThatPattern("foo/+").matches("foo/", "foo/x").doesNotMatch("foo", "foo/x/");
    }

    @Test
    void multiWildcard_topic_matchesParentAndAllBelow() {
        assertThatPattern("#").matches("foo", "/", "foo/bar/", "//");
        assertThatPattern("foo/#")
                .matches("foo", "foo/", "foo/bar", "foo/bar/baz")
                .doesNotMatch("food", "/foo", "fo");
        assertThatPattern("/#").matches("/", "/foo", "//").doesNotMatch("foo", "foo/");
        assertThatPattern("+/foo/#").matches("a/foo", "/foo/b").doesNotMatch("foo", "a/b/foo");
    }

    @Test
    void leadingWildcard_reservedTopic_doesNotMatch() {
        assertThatPattern("#").doesNotMatch("$SYS", "$SYS/broker", "$", "$share/g/x");
        assertThatPattern("+").doesNotMatch("$SYS", "$");
        assertThatPattern("+/broker").doesNotMatch("$SYS/broker").matches("a/broker");
        assertThatPattern("+/#").doesNotMatch("$SYS", "$SYS/broker").matches("a", "a/$SYS");
        assertThatPattern("$SYS/#").matches("$SYS", "$SYS/broker").doesNotMatch("$SYSX");
        assertThatPattern("$SYS/+").matches("$SYS/$x");
    }

    @Test
    void variable_topic_isComparedAndNotPasted() {
        assertThatPattern("dev/${attributes.v}").where("a").matches("dev/a").doesNotMatch("dev/b", "dev", "dev/a/b");
        assertThatPattern("dev/${attributes.v}").where("+").doesNotMatch("dev/+", "dev/a");
        assertThatPattern("dev/${attributes.v}").where("#").doesNotMatch("dev/#", "dev/a", "dev");
        assertThatPattern("dev/${attributes.v}").where("a/b").doesNotMatch("dev/a/b", "dev/a");
        assertThatPattern("dev/${attributes.v}").where("").doesNotMatch("dev/", "dev");
        assertThatPattern("dev/${attributes.v}").where("a\0").doesNotMatch("dev/a\0", "dev/a");
        assertThatPattern("dev/${attributes.v}").where("\uD83D").doesNotMatch("dev/\uD83D");
        assertThatPattern("dev/${attributes.v}").where("\uD83D\uDE00").matches("dev/\uD83D\uDE00");
        assertThatPattern("dev/${attributes.v}").where("A").doesNotMatch("dev/a");
        assertThatPattern("dev/${attributes.v}").where("${client.id}").doesNotMatch("dev/c1");
    }

    @Test
    void variable_unknown_matchesNothing() {
        assertThatPattern("dev/${attributes.v}")
                .doesNotMatch("dev/", "dev", "dev/x", "dev/null", "dev/${attributes.v}");
        assertThatPattern("dev/${username}").doesNotMatch("dev/", "dev/null", "dev/c1");
    }

    @Test
    void variable_withTextAround_matchesBetween() {
        assertThatPattern("dev-${client.id}-x").matches("dev-c1-x").doesNotMatch("dev-c1", "c1", "dev--x", "dev-c2-x");
        assertThatPattern("aa${attributes.v}aa")
                .where("a")
                .matches("aaaaa")
                .doesNotMatch("aaaa", "aaa", "aa", "aaaaaa");
        assertThatPattern("x${attributes.v}").where("").doesNotMatch("x");
    }

    @Test
    void variable_severalValues_standsForAnyAtEachLevel() {
        assertThatPattern("${attributes.v}/${attributes.v}")
                .where("a", "b")
                .matches("a/a", "a/b", "b/a", "b/b")
                .doesNotMatch("a/c", "c/b", "a,b/a", "a");
        assertThatPattern("dev/${attributes.v}")
                .where("a/b", "", "c")
                .matches("dev/c")
                .doesNotMatch("dev/a/b", "dev/");
    }

    @Test
    void variable_wouldBeginTopicWithDollar_matchesNothing() {
        assertThatPattern("${attributes.v}/x").where("$SYS").doesNotMatch("$SYS/x");
        assertThatPattern("a/${attributes.v}").where("$SYS").matches("a/$SYS");
        assertThatPattern("x${attributes.v}/x").where("$SYS").matches("x$SYS/x");
        assertThatPattern("$${attributes.v}/x").where("SYS").matches("$SYS/x");
    }

    @Test
    void pattern_filter_containsWhatItMatchesWholly() {
        assertThatPattern("a/+").contains("a/b", "a/+", "a/").doesNotContain("a", "a/#", "+/b", "+/+", "#", "a/+/c");
        assertThatPattern("a/#")
                .contains("a", "a/b", "a/+/#", "a/#", "a/+", "a//")
                .doesNotContain("#", "+", "+/#");
        assertThatPattern("#").contains("#", "+", "+/#", "/#", "a/+/b/#").doesNotContain("$SYS/#", "$SYS", "$SYS/+");
        assertThatPattern("+/#").contains("#", "+", "/#", "+/#").doesNotContain("$SYS/#");
        assertThatPattern("/+/#").contains("/#", "/+", "/a/#").doesNotContain("#", "+/+");
        assertThatPattern("$SYS/#").contains("$SYS/#", "$SYS/+", "$SYS").doesNotContain("#", "+/a");
    }

    @Test
    void variable_filter_containsItsValues() {
        assertThatPattern("a/${attributes.v}/#")
                .where("x", "y")
                .contains("a/x/#", "a/y/b/+", "a/x")
                .doesNotContain("a/+/#", "a/z", "a/#", "a/+");
        assertThatPattern("a/${attributes.v}").where("+").doesNotContain("a/+", "a/b");
        assertThatPattern("${attributes.v}").where("#").doesNotContain("#", "+");
        assertThatPattern("${attributes.v}/#").where("$SYS").doesNotContain("$SYS/#", "$SYS/a", "#");
    }
}

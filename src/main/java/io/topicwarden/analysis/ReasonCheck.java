/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import io.topicwarden.policy.Effect;
import io.topicwarden.policy.Permission;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** Finds reasons for wildcards that give no reason. */
final class ReasonCheck {

    /** Words that may stand in a reason but are none, alone or together. */
    private static final Set<String> EMPTY = Set.of(
            ("a all allow allowed and any anything asdf bar because but class dummy everything fine fixme fix foo for "
                            + "good has have here i is it its just later lol me must na necessary need needed needs no none "
                            + "nothing now of ok okay permission placeholder please qwerty reason required requires so "
                            + "some something stuff tbd temp temporary test testing that the there these they thing things "
                            + "this tmp to todo topic topics true use used want wanted we why wildcard wildcards work works "
                            + "xxx yes")
                    .split(" "));

    private ReasonCheck() {}

    static void run(LintInput input, Findings findings) {
        input.policy().roles().values().stream()
                .flatMap(role -> role.permissions().stream())
                .filter(permission -> permission.effect() == Effect.ALLOW)
                .filter(permission -> !permission.wildcards().isEmpty() && isEmpty(permission.wildcards()))
                .forEach(permission -> add(permission, findings));
    }

    private static void add(Permission permission, Findings findings) {
        findings.add(
                LintCode.EMPTY_REASON,
                permission.reference().span(),
                "`" + permission.wildcards() + "` is no reason for wildcards",
                "say who needs these topics and for what, for whoever reviews the policy next");
    }

    /** Whether no word of it says anything: a word of one letter or of one letter again and again does not either. */
    static boolean isEmpty(String reason) {
        return Arrays.stream(reason.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> word.codePoints().distinct().count() > 1)
                .allMatch(EMPTY::contains);
    }
}

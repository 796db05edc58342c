/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import java.util.List;
import java.util.function.BiConsumer;

/** Looks through valid files for what is probably not as it was meant. */
public final class Linter {

    private static final long DECISIONS = 5_000_000;

    private static final List<BiConsumer<LintInput, Findings>> CHECKS = List.of(
            RedundancyCheck::run,
            BreadthCheck::run,
            ReasonCheck::run,
            HoleCheck::run,
            AttributeCheck::run,
            RoleCheck::run,
            ConditionCheck::run,
            NameCheck::run,
            BlockCheck::run,
            SettingsCheck::run);

    private Linter() {}

    /** Looks through everything. An interrupt of the thread ends it early, with what was found until then. */
    public static Lint lint(LintInput input) {
        Findings findings = new Findings(new Budget(DECISIONS));
        CHECKS.forEach(check -> check.accept(input, findings));
        return findings.lint();
    }
}

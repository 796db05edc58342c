/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import io.topicwarden.policy.SourceSpan;
import java.util.ArrayList;
import java.util.List;

/** Gathers findings. */
final class Findings {

    private final List<Finding> findings = new ArrayList<>();
    private final Budget budget;

    Findings(Budget budget) {
        this.budget = budget;
    }

    void add(LintCode code, SourceSpan span, String message, String help) {
        add(code, code.severity(), span, message, help);
    }

    void add(LintCode code, Severity severity, SourceSpan span, String message, String help) {
        findings.add(new Finding(code, severity, span, message, help));
    }

    Budget budget() {
        return budget;
    }

    Lint lint() {
        return new Lint(findings.stream().distinct().sorted(Finding.BY_PLACE).toList(), budget.isExhaustive());
    }
}

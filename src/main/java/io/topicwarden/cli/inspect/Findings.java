/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.inspect;

import io.topicwarden.policy.yaml.ShownText;
import java.util.ArrayList;
import java.util.List;

/** Collects findings in the order in which they are made. */
final class Findings {

    private final List<Finding> all = new ArrayList<>();

    void add(FindingCode code, Severity severity, Place place, String message) {
        all.add(new Finding(code, severity, ShownText.of(message), place));
    }

    List<Finding> all() {
        return List.copyOf(all);
    }
}

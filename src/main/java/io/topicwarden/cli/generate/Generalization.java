/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.generate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Writes {@code +} for a level in which one principal used so many different values, with all else alike.
 *
 * @param threshold how many are evidence enough, at least 2
 */
record Generalization(int threshold) {

    /** The grants of one principal, generalized. */
    Map<Grant, Use> of(Map<Grant, Use> grants) {
        Map<Grant, Use> result = new TreeMap<>(grants);
        int longest = grants.keySet().stream()
                .mapToInt(grant -> grant.levels().size())
                .max()
                .orElse(0);
        for (int level = 0; level < longest; level++) {
            result = atLevel(result, level);
        }
        return result;
    }

    private Map<Grant, Use> atLevel(Map<Grant, Use> grants, int level) {
        Map<Grant, Set<String>> values = new HashMap<>();
        grants.keySet().stream().filter(grant -> isValue(grant, level)).forEach(grant -> values.computeIfAbsent(
                        open(grant, level), open -> new HashSet<>())
                .add(grant.levels().get(level)));
        Map<Grant, Use> result = new TreeMap<>();
        grants.forEach((grant, use) -> {
            boolean many = isValue(grant, level)
                    && values.getOrDefault(open(grant, level), Set.of()).size() >= threshold;
            result.merge(many ? open(grant, level) : grant, use, Use::and);
        });
        return result;
    }

    /** A leading {@code +} does not match what begins with {@code $} (MQTT 5 §4.7.2). */
    private static boolean isValue(Grant grant, int level) {
        if (level >= grant.levels().size()) {
            return false;
        }
        String value = grant.levels().get(level);
        return !value.equals("+")
                && !value.equals("#")
                && !value.contains("${")
                && !(level == 0 && value.startsWith("$"));
    }

    private static Grant open(Grant grant, int level) {
        List<String> levels = new ArrayList<>(grant.levels());
        levels.set(level, "+");
        return grant.with(levels);
    }
}

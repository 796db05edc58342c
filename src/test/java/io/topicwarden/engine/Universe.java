/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import java.util.ArrayList;
import java.util.List;

/** All topics over a few levels, up to some number of them. */
record Universe(List<String> alphabet, int maxLevels) {

    /** Those that a topic filter matches. */
    List<String> matchedBy(String filter) {
        List<String> topics = new ArrayList<>();
        String[] levels = filter.split("/", -1);
        extend("", levels, 0, topics);
        return topics;
    }

    private void extend(String topic, String[] levels, int depth, List<String> topics) {
        boolean multi = depth >= levels.length - 1 && levels[levels.length - 1].equals("#");
        if (depth >= levels.length || multi) {
            if (!topic.isEmpty()) {
                topics.add(topic);
            }
            if (!multi || depth == maxLevels) {
                return;
            }
        }
        if (!multi && !levels[depth].equals("+")) {
            extend(join(topic, depth, levels[depth]), levels, depth + 1, topics);
            return;
        }
        for (String level : alphabet) {
            if (depth > 0 || !level.startsWith("$")) {
                extend(join(topic, depth, level), levels, depth + 1, topics);
            }
        }
    }

    private static String join(String topic, int depth, String level) {
        return depth == 0 ? level : topic + "/" + level;
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit.findings;

/** Whether a topic filter matches a topic name (MQTT 5 §4.7), for looking through records. */
final class TopicFilter {

    private TopicFilter() {}

    static boolean matches(String filter, String topic) {
        String[] wanted = filter.split("/", -1);
        String[] levels = topic.split("/", -1);
        boolean reserved = topic.startsWith("$");
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].equals("#") && i == wanted.length - 1) {
                return i > 0 || !reserved;
            }
            boolean level =
                    i < levels.length && (wanted[i].equals("+") ? i > 0 || !reserved : wanted[i].equals(levels[i]));
            if (!level) {
                return false;
            }
        }
        return wanted.length == levels.length;
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.migrate;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What Mosquitto 2 permits by an ACL file, as naively as mosquitto.conf(5) and its checks can be said. */
record MosquittoAccess(List<Line> lines) {

    /**
     * @param user whose section it stands in, unless it is a pattern; empty for anonymous clients
     * @param access {@code read}, {@code write}, {@code readwrite} or {@code deny}
     */
    record Line(boolean pattern, Optional<String> user, String access, String topic) {

        boolean grants(String asked) {
            return access.equals(asked) || access.equals("readwrite");
        }

        boolean denies() {
            return access.equals("deny");
        }

        @Override
        public String toString() {
            return (pattern ? "pattern " : "topic ") + access + " " + topic;
        }
    }

    boolean publishes(String user, String clientId, String topic) {
        return (!topic.startsWith("$SYS") || matches("$SYS/broker/connection/+/state", topic))
                && permits("write", user, clientId, topic);
    }

    boolean delivers(String user, String clientId, String topic) {
        return permits("read", user, clientId, topic);
    }

    private boolean permits(String asked, String user, String clientId, String topic) {
        if (topic.startsWith("$share")) {
            return false;
        }
        Stream<Line> own =
                lines.stream().filter(line -> !line.pattern() && line.user().equals(Optional.of(user)));
        Stream<Line> patterns = lines.stream().filter(Line::pattern).map(line -> filled(line, user, clientId));
        boolean odd = isOdd(user) || isOdd(clientId);
        return first(own, asked, topic)
                .or(() -> odd ? Optional.empty() : first(patterns, asked, topic))
                .filter(line -> !line.denies())
                .isPresent();
    }

    /** The line that decides: one that denies, before all others. */
    private static Optional<Line> first(Stream<Line> lines, String asked, String topic) {
        List<Line> matching = lines.filter(line -> matches(line.topic(), topic)).toList();
        return matching.stream().filter(Line::denies).findFirst().or(() -> matching.stream()
                .filter(line -> line.grants(asked))
                .findFirst());
    }

    private static boolean isOdd(String name) {
        return name.contains("+") || name.contains("#");
    }

    private static Line filled(Line line, String user, String clientId) {
        return new Line(
                true,
                line.user(),
                line.access(),
                line.topic().replace("%c", clientId).replace("%u", user));
    }

    private static boolean matches(String filter, String topic) {
        return filter.startsWith("$") == topic.startsWith("$")
                && matches(filter.split("/", -1), topic.split("/", -1), 0);
    }

    private static boolean matches(String[] filter, String[] topic, int level) {
        if (level == filter.length) {
            return level == topic.length;
        }
        if (filter[level].equals("#")) {
            return true;
        }
        return level < topic.length
                && (filter[level].equals("+") || filter[level].equals(topic[level]))
                && matches(filter, topic, level + 1);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import io.topicwarden.policy.AddressRange;
import io.topicwarden.policy.Conditions;
import io.topicwarden.policy.Effect;
import io.topicwarden.policy.Permission;
import io.topicwarden.policy.TextPattern;
import io.topicwarden.policy.TimeWindow;
import io.topicwarden.policy.TopicPattern;
import io.topicwarden.policy.When;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * What all permissions and {@code when}s that may come into question mention: a client that is to show a difference must
 * avoid as much of it as it can.
 */
final class Surroundings {

    private static final String READABLE = "xzqwkjyvXZQWKJYV";

    private final BitSet characters = new BitSet();
    private final Set<AddressRange> networks = new LinkedHashSet<>();
    private final Set<TimeWindow> windows = new LinkedHashSet<>();
    private final Set<Field> starred = new HashSet<>();
    private final Set<Field> closing = new HashSet<>();
    private final TreeSet<Long> payloads = new TreeSet<>();
    private boolean quiet;
    private boolean mqtt;
    private boolean qos;
    private boolean retain;
    private boolean groups;

    /** From here on examples tell only what clients must have, not what they avoid. */
    void beQuiet() {
        quiet = true;
    }

    boolean isQuiet() {
        return quiet;
    }

    void add(List<Permission> permissions) {
        permissions.forEach(this::add);
    }

    private void add(Permission permission) {
        Conditions conditions = permission.conditions();
        qos |= !conditions.qos().isEmpty();
        retain |= conditions.retain().isPresent();
        conditions.maxPayload().ifPresent(payloads::add);
        groups |= !conditions.sharedGroups().isUnspecified();
        conditions.sharedGroups().names().forEach(this::add);
        add(conditions.when());
        for (TopicPattern pattern : permission.topics()) {
            pattern.text().chars().forEach(characters::set);
            if (permission.effect() == Effect.DENY) {
                pattern.variables().forEach(variable -> closing.add(Field.of(variable)));
            }
        }
    }

    void add(When when) {
        if (when.equals(When.ALWAYS)) {
            return;
        }
        networks.addAll(when.network());
        when.time().ifPresent(windows::add);
        mqtt |= !when.mqtt().isEmpty();
        for (Map.Entry<Field, List<TextPattern>> asked : Field.askedBy(when).entrySet()) {
            for (TextPattern pattern : asked.getValue()) {
                pattern.text().chars().forEach(characters::set);
                if (Globs.matchesAll(pattern.text())) {
                    starred.add(asked.getKey());
                }
            }
        }
    }

    /** Text of a filter that is asked about. */
    void add(String text) {
        text.chars().forEach(characters::set);
    }

    /** A text that occurs in none of the texts, not even in part. */
    String fresh(int number) {
        char unused = 'ξ';
        for (int i = 0; i < READABLE.length() && unused == 'ξ'; i++) {
            unused = characters.get(READABLE.charAt(i)) ? 'ξ' : READABLE.charAt(i);
        }
        while (characters.get(unused)) {
            unused++;
        }
        return Character.toString(unused).repeat(number + 1);
    }

    Set<AddressRange> networks() {
        return networks;
    }

    Set<TimeWindow> windows() {
        return windows;
    }

    /** Whether some {@code when} is met by whoever has the field at all. */
    boolean isStarred(Field field) {
        return starred.contains(field);
    }

    Set<Field> starred() {
        return starred;
    }

    /** Whether a deny names the field as a variable. */
    boolean isClosing(Field field) {
        return closing.contains(field);
    }

    /** The fields that denies name as variables. */
    Set<Field> closing() {
        return closing;
    }

    boolean mentionsGroups() {
        return groups;
    }

    boolean mentionsMqtt() {
        return mqtt;
    }

    boolean mentionsQos() {
        return qos;
    }

    boolean mentionsRetain() {
        return retain;
    }

    /** The limits of payloads, in order. */
    NavigableSet<Long> payloads() {
        return payloads;
    }
}

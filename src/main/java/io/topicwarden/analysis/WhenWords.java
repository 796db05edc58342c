/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import io.topicwarden.policy.TextPattern;
import io.topicwarden.policy.TimeWindow;
import io.topicwarden.policy.When;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** Writes a {@code when} as it stands in a policy. */
public final class WhenWords {

    private WhenWords() {}

    /** All keys between braces. */
    public static String of(When when) {
        List<String> keys = new ArrayList<>();
        List<String> certificate = new ArrayList<>();
        List<String> attributes = new ArrayList<>();
        for (Map.Entry<Field, List<TextPattern>> asked : Field.askedBy(when).entrySet()) {
            Field field = asked.getKey();
            String texts = list(asked.getValue().stream().map(TextPattern::text).toList());
            if (field.isOfCertificate()) {
                certificate.add(field.toString().substring("certificate.".length()) + ": " + texts);
            } else if (field.kind() == Field.Kind.ATTRIBUTE) {
                attributes.add(field.attribute() + ": " + texts);
            } else {
                keys.add(field + ": " + texts);
            }
        }
        addGroup(keys, "attributes", attributes);
        addGroup(keys, "certificate", certificate.size() > 1 ? withoutAnySerial(certificate) : certificate);
        if (!when.network().isEmpty()) {
            keys.add("network: " + list(when.network()));
        }
        when.tls().ifPresent(oldest -> keys.add("tls: " + oldest));
        if (!when.mqtt().isEmpty()) {
            keys.add("mqtt: " + list(when.mqtt()));
        }
        when.time().ifPresent(window -> keys.add("time: " + time(window)));
        return "{" + String.join(", ", keys) + "}";
    }

    private static void addGroup(List<String> keys, String name, List<String> members) {
        if (!members.isEmpty()) {
            keys.add(name + ": {" + String.join(", ", members) + "}");
        }
    }

    /** It only says that there is a certificate, as the others do. */
    private static List<String> withoutAnySerial(List<String> certificate) {
        return certificate.stream().filter(key -> !key.equals("serial: *")).toList();
    }

    private static String list(List<?> values) {
        return values.size() == 1 ? values.get(0).toString() : values.toString();
    }

    private static String time(TimeWindow window) {
        String days = window.days().isEmpty()
                ? ""
                : "days: "
                        + list(new TreeSet<>(window.days())
                                .stream()
                                        .map(day -> day.name().substring(0, 3).toLowerCase(Locale.ROOT))
                                        .toList())
                        + ", ";
        return "{" + days + "from: " + window.from() + ", to: " + window.to() + ", zone: " + window.zone() + "}";
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import io.topicwarden.policy.Client;
import io.topicwarden.policy.MqttVersion;
import java.net.InetAddress;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/** Says of an example what matters, as the {@code --as} of the tool takes it. */
final class ExampleWords {

    private final Set<Field> mattering;
    private final boolean askedForTls;
    private final boolean askedForNetwork;
    private final Surroundings surroundings;
    private final Instant usual;

    /** @param usual the instant that goes without saying */
    ExampleWords(Demands demands, Surroundings surroundings, Instant usual) {
        this.mattering = new HashSet<>(demands.fields());
        this.askedForTls = demands.whens().stream().anyMatch(when -> when.tls().isPresent());
        this.askedForNetwork =
                demands.whens().stream().anyMatch(when -> !when.network().isEmpty());
        this.surroundings = surroundings;
        this.usual = usual;
        boolean serialTells = demands.texts(Field.Kind.SERIAL.field()).stream()
                .flatMap(List::stream)
                .anyMatch(pattern -> !Globs.matchesAll(pattern.text()));
        if (!serialTells && mattering.stream().filter(Field::isOfCertificate).count() > 1) {
            mattering.remove(Field.Kind.SERIAL.field());
        }
    }

    String of(Map<Field, List<String>> values, Client client, Instant now) {
        StringJoiner as = new StringJoiner(",");
        client.roles().stream().sorted().forEach(role -> as.add("roles=" + role));
        values.forEach((field, texts) -> {
            if (mattering.contains(field) || surroundings.isClosing(field)) {
                texts.forEach(text -> as.add(field + "=" + text));
            }
        });
        InetAddress address = client.address().orElse(AddressOptions.ANYWHERE);
        if (askedForNetwork || (!surroundings.networks().isEmpty() && tells(isNowhere(address)))) {
            as.add("network=" + address.getHostAddress());
        }
        if (askedForTls) {
            client.tls().ifPresent(version -> as.add("tls=" + version));
        }
        if (surroundings.mentionsMqtt() && tells(client.mqtt() == MqttVersion.MQTT_5)) {
            as.add("mqtt=" + client.mqtt());
        }
        if (!now.equals(usual) || (!surroundings.windows().isEmpty() && !surroundings.isQuiet())) {
            as.add("time=" + now);
        }
        return as.toString();
    }

    /** What the client lacks that others have, and by which it is told from them. */
    List<String> without(Map<Field, List<String>> values) {
        Set<Field> telling = new HashSet<>(mattering);
        if (!surroundings.isQuiet()) {
            telling.addAll(surroundings.starred());
        }
        return telling.stream()
                .filter(field -> !field.isAlwaysThere() && field.kind() != Field.Kind.SERIAL)
                .filter(field -> values.getOrDefault(field, List.of()).isEmpty())
                .map(Field::toString)
                .sorted()
                .toList();
    }

    /** Whether no network that is named has the address, so that none at all does as well. */
    private boolean isNowhere(InetAddress address) {
        return surroundings.networks().stream().noneMatch(range -> range.contains(address));
    }

    private boolean tells(boolean isUsual) {
        return !isUsual || !surroundings.isQuiet();
    }
}

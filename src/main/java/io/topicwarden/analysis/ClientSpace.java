/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import io.topicwarden.policy.CertificateFacts;
import io.topicwarden.policy.Client;
import io.topicwarden.policy.MqttVersion;
import io.topicwarden.policy.TlsVersion;
import io.topicwarden.policy.When;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The clients that stand for all clients that meet some {@link Demands}: every combination of options for what is known. */
final class ClientSpace {

    private final List<Field> fields = new ArrayList<>();
    private final List<List<List<String>>> options = new ArrayList<>();
    private final List<InetAddress> addresses;
    private final List<Instant> instants;
    private final List<MqttVersion> mqtt;
    private final Optional<TlsVersion> tls;
    private final ExampleWords words;
    private final Surroundings surroundings;
    private final Set<String> roles;
    private final boolean exhaustive;

    /**
     * Clients as they are now, or at an hour of the week that follows.
     *
     * @param roles the roles that the clients hold by themselves
     */
    ClientSpace(Demands demands, Surroundings surroundings, Set<String> roles, Instant now) {
        this(demands, surroundings, roles, now, now);
    }

    /** @param from the instant that stands for now, not before it */
    ClientSpace(Demands demands, Surroundings surroundings, Set<String> roles, Instant now, Instant from) {
        this.surroundings = surroundings;
        this.words = new ExampleWords(demands, surroundings, now);
        this.roles = roles;
        TextOptions texts = new TextOptions(demands, surroundings);
        Set<Field> all = new LinkedHashSet<>(demands.fields());
        for (Field.Kind kind : List.of(Field.Kind.IDENTITY, Field.Kind.CLIENT_ID, Field.Kind.LISTENER)) {
            all.add(kind.field());
        }
        all.addAll(surroundings.closing());
        for (Field field : all) {
            fields.add(field);
            options.add(texts.of(field));
        }
        AddressOptions places = new AddressOptions(demands.whens(), surroundings);
        HourOptions hours = new HourOptions(demands.whens(), surroundings, from);
        this.addresses = places.addresses();
        this.instants = hours.instants();
        this.mqtt = mqtt(demands.whens(), surroundings.mentionsMqtt());
        this.tls = demands.whens().stream().flatMap(when -> when.tls().stream()).max(Comparator.naturalOrder());
        this.exhaustive = texts.isExhaustive() && places.isExhaustive() && hours.isExhaustive();
    }

    private static List<MqttVersion> mqtt(List<When> demands, boolean mentioned) {
        List<MqttVersion> versions = new ArrayList<>(List.of(MqttVersion.MQTT_5));
        if (mentioned || demands.stream().anyMatch(when -> when.mqtt().contains(MqttVersion.MQTT_3))) {
            versions.add(MqttVersion.MQTT_3);
        }
        for (When when : demands) {
            versions.removeIf(version -> !when.mqtt().isEmpty() && !when.mqtt().contains(version));
        }
        return versions;
    }

    /** Whether the options are all that can make a difference. */
    boolean isExhaustive() {
        return exhaustive;
    }

    /** Asks each client in turn until one has an answer. */
    <T> Optional<T> first(Budget budget, Function<Example, Optional<T>> question) {
        if (!exhaustive) {
            budget.leaveOut();
        }
        int[] choice = new int[options.size() + 3];
        int tried = 0;
        if (isEmpty()) {
            return Optional.empty();
        }
        do {
            if (++tried > Budget.CLIENTS_EACH || budget.isSpent()) {
                budget.leaveOut();
                return Optional.empty();
            }
            Optional<T> answer = question.apply(example(choice));
            if (answer.isPresent()) {
                return answer;
            }
        } while (advance(choice));
        return Optional.empty();
    }

    private boolean advance(int[] choice) {
        for (int i = choice.length - 1; i >= 0; i--) {
            if (++choice[i] < count(i)) {
                return true;
            }
            choice[i] = 0;
        }
        return false;
    }

    private int count(int dimension) {
        int beyond = dimension - options.size();
        return switch (beyond) {
            case 0 -> addresses.size();
            case 1 -> mqtt.size();
            case 2 -> instants.size();
            default -> options.get(dimension).size();
        };
    }

    /** Whether no client at all meets the demands. */
    boolean isEmpty() {
        return IntStream.range(0, options.size() + 3).anyMatch(dimension -> count(dimension) == 0);
    }

    private Example example(int[] choice) {
        Map<Field, List<String>> values = new LinkedHashMap<>();
        for (int i = 0; i < fields.size(); i++) {
            values.put(fields.get(i), options.get(i).get(choice[i]));
        }
        InetAddress address = addresses.get(choice[options.size()]);
        MqttVersion version = mqtt.get(choice[options.size() + 1]);
        Instant now = instants.get(choice[options.size() + 2]);
        Client client = client(values, address, version);
        return new Example(client, now, words.of(values, client, now), words.without(values));
    }

    private Client client(Map<Field, List<String>> values, InetAddress address, MqttVersion version) {
        Map<String, List<String>> attributes = new LinkedHashMap<>();
        boolean certified = false;
        for (Map.Entry<Field, List<String>> entry : values.entrySet()) {
            if (entry.getKey().kind() == Field.Kind.ATTRIBUTE
                    && !entry.getValue().isEmpty()) {
                attributes.put(entry.getKey().attribute(), entry.getValue());
            }
            certified |= entry.getKey().isOfCertificate() && !entry.getValue().isEmpty();
        }
        Optional<CertificateFacts> certificate = certified ? Optional.of(certificate(values)) : Optional.empty();
        /* There are no client certificates without TLS. */
        Optional<TlsVersion> encryption = tls.or(() -> certificate.map(unused -> TlsVersion.TLS_1_0));
        return new Client(
                of(values, Field.Kind.CLIENT_ID).get(0),
                of(values, Field.Kind.USERNAME).stream().findFirst(),
                of(values, Field.Kind.IDENTITY).stream().findFirst(),
                of(values, Field.Kind.LISTENER).get(0),
                Optional.of(address),
                encryption,
                version,
                certificate,
                attributes,
                roles);
    }

    private CertificateFacts certificate(Map<Field, List<String>> values) {
        String fresh = surroundings.fresh(fields.size() + 1);
        return new CertificateFacts(
                of(values, Field.Kind.CN),
                of(values, Field.Kind.O),
                of(values, Field.Kind.OU),
                of(values, Field.Kind.SERIAL).stream().findFirst().orElse(fresh),
                of(values, Field.Kind.FINGERPRINT).stream().findFirst().orElse(fresh),
                of(values, Field.Kind.ISSUER_CN),
                of(values, Field.Kind.SAN_DNS),
                of(values, Field.Kind.SAN_URI),
                of(values, Field.Kind.SAN_EMAIL),
                "",
                "");
    }

    private static List<String> of(Map<Field, List<String>> values, Field.Kind kind) {
        return values.getOrDefault(kind.field(), List.of());
    }
}

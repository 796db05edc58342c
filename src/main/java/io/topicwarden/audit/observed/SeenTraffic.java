/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit.observed;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.topicwarden.audit.EventAction;
import io.topicwarden.audit.Request;
import io.topicwarden.policy.CertificateFacts;
import io.topicwarden.policy.Client;
import io.topicwarden.policy.MqttVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** What clients were seen to do, in bounded memory. What does not fit is counted. */
final class SeenTraffic {

    /*
     * A packet finds its client by the object that its connection holds: no text is compared, and no lock is shared between
     * clients. Only a new connection looks for a client that is the same in all that policies can tell it by.
     */

    /** How many different clients. */
    static final int MOST_CLIENTS = 50_000;

    /** How many different things of each, so that one client cannot use up what all share. */
    static final int MOST_ACTIVITIES = 1_000;

    /** The memory for all together, as it is estimated: two bytes a character, and what objects take. */
    static final long MOST_BYTES = 64L << 20;

    /** The longest topic, filter or name in characters; what is longer is left out rather than cut. */
    static final int LONGEST_TEXT = 4_096;

    private static final int CLIENT_BYTES = 768;

    private final Allowance allowance;
    private final ConcurrentMap<Client, SeenClient> clients = new ConcurrentHashMap<>();
    private final Cache<Client, Optional<SeenClient>> byConnection =
            Caffeine.newBuilder().weakKeys().executor(Runnable::run).build();

    SeenTraffic(Consumer<Bound> hit) {
        this.allowance = new Allowance(hit);
    }

    /**
     * Notes that a client does something.
     *
     * @param roles all that a client holds, asked for when it is new
     */
    void note(
            Client client,
            Function<Client, Set<String>> roles,
            EventAction action,
            Request request,
            Outcome outcome,
            Instant now) {
        Optional<SeenClient> seen = byConnection.get(client, known -> connected(known, roles));
        if (seen.isEmpty()) {
            allowance.leaveOut(keptOutBy(client), 1);
            return;
        }
        seen.get()
                .note(
                        Activity.of(action, request),
                        outcome,
                        request.payloadBytes().orElse(0),
                        now);
    }

    private Optional<SeenClient> connected(Client client, Function<Client, Set<String>> roles) {
        Optional<SeenClient> seen = find(known(client));
        seen.ifPresent(found -> found.holds(roles.apply(client)));
        return seen;
    }

    /** The client of this description, made if there is room for it. */
    private Optional<SeenClient> find(Client known) {
        return Optional.ofNullable(clients.get(known)).or(() -> {
            boolean fits = texts(known).noneMatch(SeenTraffic::isTooLong)
                    && clients.size() < MOST_CLIENTS
                    && allowance.take(CLIENT_BYTES
                            + 2 * texts(known).mapToLong(String::length).sum());
            return fits
                    ? Optional.of(clients.computeIfAbsent(known, made -> new SeenClient(made, allowance)))
                    : Optional.empty();
        });
    }

    /** Which bound there was no room for this client under. */
    private Bound keptOutBy(Client client) {
        if (texts(client).anyMatch(SeenTraffic::isTooLong)) {
            return Bound.TEXTS;
        }
        return clients.size() >= MOST_CLIENTS ? Bound.CLIENTS : Bound.MEMORY;
    }

    /** Adds what was seen before a restart. */
    void add(Observed earlier) {
        earlier.leftOut().forEach(allowance::leaveOut);
        for (ObservedClient client : earlier.clients()) {
            find(client.client())
                    .ifPresentOrElse(
                            seen -> seen.add(client.roles(), client.observations()),
                            () -> allowance.leaveOut(
                                    keptOutBy(client.client()),
                                    client.observations().size()));
        }
    }

    /** All of it as it stands; what goes on meanwhile may be in it or not. */
    Observed observed(Instant since, Instant now) {
        List<ObservedClient> seen = new ArrayList<>();
        clients.values().forEach(client -> seen.add(client.observed()));
        return new Observed(since, now, allowance.leftOut(), seen);
    }

    /** Only what policies can tell it by, and what does not change with every connection. */
    private static Client known(Client client) {
        return new Client(
                client.clientId(),
                client.username(),
                client.identity(),
                client.listener(),
                Optional.empty(),
                Optional.empty(),
                MqttVersion.MQTT_5,
                client.certificate().map(SeenTraffic::known),
                client.attributes(),
                client.roles());
    }

    private static CertificateFacts known(CertificateFacts facts) {
        return new CertificateFacts(
                facts.cn(),
                facts.o(),
                facts.ou(),
                facts.serial(),
                "",
                facts.issuerCn(),
                facts.sanDns(),
                facts.sanUri(),
                facts.sanEmail(),
                "",
                "");
    }

    private static Stream<String> texts(Client client) {
        Stream<String> own = Stream.of(
                        Stream.of(client.clientId(), client.listener()),
                        client.username().stream(),
                        client.identity().stream(),
                        client.roles().stream(),
                        client.attributes().keySet().stream(),
                        client.attributes().values().stream().flatMap(List::stream))
                .flatMap(Function.identity());
        return Stream.concat(own, client.certificate().stream().flatMap(SeenTraffic::texts));
    }

    private static Stream<String> texts(CertificateFacts facts) {
        return Stream.of(
                        facts.cn(),
                        facts.o(),
                        facts.ou(),
                        List.of(facts.serial()),
                        facts.issuerCn(),
                        facts.sanDns(),
                        facts.sanUri(),
                        facts.sanEmail())
                .flatMap(List::stream);
    }

    private static boolean isTooLong(String text) {
        return text.length() > LONGEST_TEXT;
    }
}

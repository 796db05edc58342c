/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit.observed;

import io.topicwarden.audit.EventAction;
import io.topicwarden.policy.CertificateFacts;
import io.topicwarden.policy.Client;
import io.topicwarden.policy.MqttVersion;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what {@link ObservedWriter} wrote. All of it must be there: of a part of it nothing is taken. */
final class ObservedReader {

    private static final int LONGEST_LINE = 1 << 22;

    private final BufferedReader in;
    private final List<ObservedClient> clients = new ArrayList<>();
    private Optional<JsonLine> client = Optional.empty();
    private List<Observation> observations = new ArrayList<>();
    private long activities;
    private int number;

    ObservedReader(BufferedReader in) {
        this.in = in;
    }

    Observed read() throws IOException {
        try {
            return readAll();
        } catch (ObservedFormatException e) {
            throw new ObservedFormatException("line " + number + ": " + e.getMessage());
        } catch (com.fasterxml.jackson.core.JacksonException | IllegalArgumentException e) {
            throw new ObservedFormatException("line " + number + ": it is not whole JSON");
        }
    }

    private Observed readAll() throws IOException {
        JsonLine head = line().orElseThrow(() -> new ObservedFormatException("it is empty"));
        if (head.number("observed") != ObservedWriter.FORM) {
            throw new ObservedFormatException("it was written by another version");
        }
        for (Optional<JsonLine> line = line(); line.isPresent(); line = line()) {
            if (line.get().has("event.action")) {
                activity(line.get());
            } else {
                finishClient();
                client = line;
            }
        }
        finishClient();
        if (clients.size() != head.number("clients") || activities != head.number("activities")) {
            throw new ObservedFormatException("the file ends before its end");
        }
        return new Observed(head.instant("since"), head.instant("written"), leftOut(head), clients);
    }

    private Optional<JsonLine> line() throws IOException {
        number++;
        String line = in.readLine();
        if (line != null && line.length() > LONGEST_LINE) {
            throw new ObservedFormatException("it is too long");
        }
        return line == null ? Optional.empty() : Optional.of(JsonLine.parse(line));
    }

    private static Map<Bound, Long> leftOut(JsonLine head) throws ObservedFormatException {
        Map<Bound, Long> leftOut = new EnumMap<>(Bound.class);
        for (Bound bound : Bound.values()) {
            if (head.has("left_out." + bound)) {
                leftOut.put(bound, head.number("left_out." + bound));
            }
        }
        return leftOut;
    }

    private void finishClient() throws ObservedFormatException {
        if (client.isPresent()) {
            clients.add(new ObservedClient(
                    client(client.get()), Set.copyOf(client.get().list("roles")), observations));
        }
        client = Optional.empty();
        observations = new ArrayList<>();
    }

    private static Client client(JsonLine line) throws ObservedFormatException {
        return new Client(
                line.text("mqtt.client_id"),
                line.find("mqtt.username"),
                line.find("user.name"),
                line.text("mqtt.listener"),
                Optional.empty(),
                Optional.empty(),
                MqttVersion.MQTT_5,
                line.has("certificate.serial") ? Optional.of(certificate(line)) : Optional.empty(),
                line.object("attributes"),
                Set.copyOf(line.list("own_roles")));
    }

    private static CertificateFacts certificate(JsonLine line) throws ObservedFormatException {
        return new CertificateFacts(
                line.list("certificate.cn"),
                line.list("certificate.o"),
                line.list("certificate.ou"),
                line.text("certificate.serial"),
                "",
                line.list("certificate.issuer-cn"),
                line.list("certificate.san-dns"),
                line.list("certificate.san-uri"),
                line.list("certificate.san-email"),
                "",
                "");
    }

    private void activity(JsonLine line) throws ObservedFormatException {
        boolean subscribe = line.text("event.action").equals(EventAction.SUBSCRIBE.toString());
        Instant first = line.instant("first");
        if (client.isEmpty() || line.number("client") != client.get().number("client")) {
            throw new ObservedFormatException("it is of no client");
        }
        long qos = line.number("mqtt.qos");
        if (qos > 2) {
            throw new ObservedFormatException("`mqtt.qos` is not 0, 1 or 2");
        }
        activities++;
        observations.add(new Observation(
                new Activity(
                        action(line.text("event.action")),
                        line.text("mqtt.topic"),
                        line.find("mqtt.shared_group"),
                        (int) qos,
                        !subscribe && line.text("mqtt.retain").equals("true")),
                line.number("allowed"),
                line.number("filtered"),
                line.number("refused"),
                subscribe ? 0 : line.number("mqtt.payload_bytes"),
                subscribe ? 0 : line.number("refused_payload_bytes"),
                first,
                line.instant("last")));
    }

    private static EventAction action(String text) throws ObservedFormatException {
        for (EventAction action : List.of(EventAction.PUBLISH, EventAction.WILL, EventAction.SUBSCRIBE)) {
            if (action.toString().equals(text)) {
                return action;
            }
        }
        throw new ObservedFormatException("`event.action` is not publish, will or subscribe");
    }
}

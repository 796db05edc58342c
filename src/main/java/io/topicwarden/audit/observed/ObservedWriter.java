/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit.observed;

import io.topicwarden.audit.EventAction;
import io.topicwarden.audit.JsonMembers;
import io.topicwarden.policy.CertificateFacts;
import io.topicwarden.policy.Client;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Comparator;
import java.util.List;

/** Writes what was seen as lines of JSON: one about all of it, then for each client one, followed by one for each activity. */
final class ObservedWriter {

    /** The version of the file's form. */
    static final int FORM = 1;

    private static final Comparator<ObservedClient> ORDER = Comparator.comparing(
                    (ObservedClient seen) -> seen.client().identity().orElse(""))
            .thenComparing(seen -> seen.client().clientId())
            .thenComparing(seen -> seen.client().listener())
            .thenComparing(seen -> seen.client().toString());

    private final OutputStream out;

    ObservedWriter(OutputStream out) {
        this.out = out;
    }

    void write(Observed observed) throws IOException {
        List<ObservedClient> clients = observed.clients().stream().sorted(ORDER).toList();
        JsonMembers head = new JsonMembers()
                .number("observed", FORM)
                .instant("since", observed.since())
                .instant("written", observed.written())
                .number("clients", clients.size())
                .number(
                        "activities",
                        clients.stream()
                                .mapToLong(seen -> seen.observations().size())
                                .sum())
                .flag("complete", observed.isComplete())
                .begin("left_out");
        for (Bound bound : Bound.values()) {
            Long actions = observed.leftOut().get(bound);
            if (actions != null) {
                head.number(bound.toString(), actions);
            }
        }
        line(head.end());
        for (int i = 0; i < clients.size(); i++) {
            client(i + 1, clients.get(i));
        }
    }

    private void client(int number, ObservedClient seen) throws IOException {
        Client client = seen.client();
        JsonMembers line = new JsonMembers().number("client", number).text("mqtt.client_id", client.clientId());
        client.username().ifPresent(name -> line.text("mqtt.username", name));
        client.identity().ifPresent(name -> line.text("user.name", name));
        line.text("mqtt.listener", client.listener());
        client.certificate().ifPresent(facts -> certificate(line, facts));
        if (!client.attributes().isEmpty()) {
            line.begin("attributes");
            client.attributes().entrySet().stream()
                    .sorted(java.util.Map.Entry.comparingByKey())
                    .forEach(attribute -> line.texts(attribute.getKey(), attribute.getValue()));
            line.end();
        }
        line.texts("own_roles", client.roles().stream().sorted().toList())
                .texts("roles", seen.roles().stream().sorted().toList());
        line(line);
        for (Observation observation : seen.observations()) {
            activity(number, observation);
        }
    }

    private static void certificate(JsonMembers line, CertificateFacts facts) {
        line.begin("certificate")
                .texts("cn", facts.cn())
                .texts("o", facts.o())
                .texts("ou", facts.ou())
                .text("serial", facts.serial())
                .texts("issuer-cn", facts.issuerCn())
                .texts("san-dns", facts.sanDns())
                .texts("san-uri", facts.sanUri())
                .texts("san-email", facts.sanEmail())
                .end();
    }

    private void activity(int number, Observation observation) throws IOException {
        Activity activity = observation.activity();
        boolean message = activity.action() != EventAction.SUBSCRIBE;
        JsonMembers line = new JsonMembers()
                .number("client", number)
                .text("event.action", activity.action().toString())
                .text("mqtt.topic", activity.topic())
                .number("mqtt.qos", activity.qos());
        activity.sharedGroup().ifPresent(group -> line.text("mqtt.shared_group", group));
        if (message) {
            line.flag("mqtt.retain", activity.retain())
                    .number("mqtt.payload_bytes", observation.payloadBytes())
                    .number("refused_payload_bytes", observation.refusedBytes());
        }
        line(line.number("allowed", observation.allowed())
                .number("filtered", observation.filtered())
                .number("refused", observation.refused())
                .instant("first", observation.first())
                .instant("last", observation.last()));
    }

    private void line(JsonMembers members) throws IOException {
        out.write('{');
        out.write(members.toBytes());
        out.write('}');
        out.write('\n');
    }
}

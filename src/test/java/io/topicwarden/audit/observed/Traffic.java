/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit.observed;

import io.topicwarden.audit.EventAction;
import io.topicwarden.audit.Request;
import io.topicwarden.policy.CertificateFacts;
import io.topicwarden.policy.Client;
import io.topicwarden.policy.MqttVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Clients and what they ask for. */
final class Traffic {

    private Traffic() {}

    static Client client(String clientId) {
        return client(clientId, Map.of());
    }

    static Client client(String clientId, Map<String, List<String>> attributes) {
        return new Client(
                clientId,
                Optional.of(clientId + "-user"),
                Optional.of(clientId),
                "tls",
                Optional.empty(),
                Optional.empty(),
                MqttVersion.MQTT_5,
                Optional.of(certificate(clientId)),
                attributes,
                Set.of("own"));
    }

    private static CertificateFacts certificate(String cn) {
        return new CertificateFacts(
                List.of(cn),
                List.of(),
                List.of("a", "b"),
                "1f",
                "",
                List.of("CA"),
                List.of(),
                List.of(),
                List.of(),
                "",
                "");
    }

    static Request publish(String topic, long bytes) {
        return new Request(topic, 1, Optional.of(false), Optional.empty(), OptionalLong.of(bytes));
    }

    static Request subscribe(String filter) {
        return new Request(filter, 2, Optional.empty(), Optional.empty(), OptionalLong.empty());
    }

    static Activity published(String topic) {
        return new Activity(EventAction.PUBLISH, topic, Optional.empty(), 1, false);
    }

    /** Hears of everything, and keeps it. */
    static final class HeardReports implements ObserverReports {

        final List<String> heard = new ArrayList<>();

        @Override
        public synchronized void bounded(Bound bound) {
            heard.add("bounded by " + bound);
        }

        @Override
        public synchronized void failing(String what, Throwable cause) {
            heard.add("failing " + what);
        }

        @Override
        public synchronized void recovered(String what) {
            heard.add("recovered " + what);
        }
    }
}

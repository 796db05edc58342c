/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.benchmarks.broker;

import io.topicwarden.benchmarks.load.Login;
import io.topicwarden.benchmarks.load.Publishing;
import io.topicwarden.benchmarks.workload.ConfText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** How fast publishes are answered that nobody subscribes to: the broker's own work is least then, and ours shows most. */
final class PublishRates {

    static final String EXPERIMENT = "publish";

    private static final int WINDOW = 100;

    private final Profile profile;
    private final Notebook notebook;

    PublishRates(Profile profile, Notebook notebook) {
        this.profile = profile;
        this.notebook = notebook;
    }

    void run() throws IOException, InterruptedException {
        for (int permissions : profile.permissions()) {
            Plant plant = new Plant(permissions);
            List<Contestant> contestants = new ArrayList<>();
            try {
                start(contestants, plant);
                measure(contestants, plant);
            } finally {
                contestants.forEach(Contestant::close);
            }
        }
    }

    private void start(List<Contestant> contestants, Plant plant) {
        Credentials credentials = new Credentials(ConfText.identities(Collections.max(profile.publishers())));
        contestants.add(HiveMq.allowAll(credentials));
        contestants.add(HiveMq.topicwarden(credentials, plant));
        contestants.add(HiveMq.defaultPermissions(credentials, plant));
        if (Mosquitto.isInstalled()) {
            contestants.add(Mosquitto.aclFile(plant));
            Mosquitto.dynamicSecurity(plant)
                    .ifPresentOrElse(
                            contestants::add,
                            () -> notebook.say("skipped: Mosquitto's dynamic security plugin is not installed"));
        } else {
            notebook.say("skipped: Mosquitto is not installed (apt-get install mosquitto)");
        }
    }

    private void measure(List<Contestant> contestants, Plant plant) throws IOException, InterruptedException {
        for (Contestant contestant : contestants) {
            notebook.say("warming up: " + contestant.name());
            for (int qos = 0; qos <= 2; qos++) {
                Publishing.Outcome unused = publishing(contestant, plant, qos, 2)
                        .run(profile.warmUp().dividedBy(3));
            }
        }
        for (int qos = 0; qos <= 2; qos++) {
            for (int publishers : profile.publishers()) {
                String load = load(plant, qos, publishers);
                for (int round = 1; round <= profile.rounds(); round++) {
                    for (Contestant contestant : Turns.inRound(contestants, round)) {
                        notebook.add(
                                turn(publishing(contestant, plant, qos, publishers), load, contestant.name(), round));
                    }
                }
            }
        }
    }

    private Measurement turn(Publishing publishing, String load, String name, int round)
            throws IOException, InterruptedException {
        Publishing.Outcome outcome = publishing.run(profile.turn());
        return new Measurement(
                EXPERIMENT,
                load,
                name,
                round,
                outcome.perSecond(),
                outcome.latencies().percentile(0.5) / 1e3,
                outcome.latencies().percentile(0.99) / 1e3);
    }

    private static String load(Plant plant, int qos, int publishers) {
        return String.format(
                "QoS %d, %d %s, %,d permissions",
                qos, publishers, publishers == 1 ? "publisher" : "publishers", plant.permissions());
    }

    static Publishing publishing(Contestant contestant, Plant plant, int qos, int publishers) {
        List<Login> logins = IntStream.rangeClosed(1, publishers)
                .mapToObj(number -> contestant.login("c" + number))
                .toList();
        return new Publishing(contestant.port(), logins, plant.lastTopic(), qos, WINDOW);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.benchmarks.broker;

import io.topicwarden.benchmarks.load.FanOut;
import io.topicwarden.benchmarks.load.Login;
import io.topicwarden.benchmarks.workload.ConfText;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** How many deliveries a second subscribers get, where nothing and where every delivery is decided. */
final class FanOutRates {

    static final String EXPERIMENT = "fan-out";

    private static final int SUBSCRIBERS = 10;
    private static final int PERMISSIONS = 10_000;

    /** A broker and what is subscribed to there. */
    private record Entry(Contestant contestant, String topicFilter) {}

    private final Profile profile;
    private final Notebook notebook;

    FanOutRates(Profile profile, Notebook notebook) {
        this.profile = profile;
        this.notebook = notebook;
    }

    void run() throws IOException, InterruptedException {
        Plant plant = new Plant(PERMISSIONS);
        Credentials credentials = new Credentials(ConfText.identities(SUBSCRIBERS + 1));
        try (Contestant allowAll = HiveMq.allowAll(credentials);
                Contestant topicwarden = HiveMq.topicwarden(credentials, plant);
                Contestant filtering = HiveMq.filtering(credentials, plant)) {
            measure(
                    plant,
                    List.of(
                            new Entry(allowAll, plant.lastTopic()),
                            new Entry(topicwarden, plant.lastTopic()),
                            new Entry(filtering, "plant/#")));
        }
    }

    private void measure(Plant plant, List<Entry> entries) throws IOException, InterruptedException {
        for (Entry entry : entries) {
            double unused = fanOut(plant, entry, profile.warmUp().dividedBy(2));
        }
        String load = String.format("1 publisher, %d subscribers, %,d permissions", SUBSCRIBERS, PERMISSIONS);
        for (int round = 1; round <= profile.rounds(); round++) {
            for (Entry entry : Turns.inRound(entries, round)) {
                double deliveries = fanOut(plant, entry, profile.turn());
                notebook.add(Measurement.of(EXPERIMENT, load, entry.contestant().name(), round, deliveries));
            }
        }
    }

    private static double fanOut(Plant plant, Entry entry, Duration duration) throws IOException, InterruptedException {
        List<Login> subscribers = IntStream.rangeClosed(2, SUBSCRIBERS + 1)
                .mapToObj(number -> entry.contestant().login("c" + number))
                .toList();
        return new FanOut(PublishRates.publishing(entry.contestant(), plant, 1, 1), subscribers, entry.topicFilter())
                .run(duration);
    }
}

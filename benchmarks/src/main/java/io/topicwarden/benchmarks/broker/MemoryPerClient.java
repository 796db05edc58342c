/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.benchmarks.broker;

import io.topicwarden.benchmarks.load.IdleClients;
import io.topicwarden.benchmarks.workload.ConfText;
import java.io.IOException;
import java.util.List;

/** How much heap a connected client that does nothing keeps in the broker. */
final class MemoryPerClient {

    static final String EXPERIMENT = "memory";

    /** Connected before the first look, so that what is made once is not counted. */
    private static final int BEFORE = 100;

    /** Classes that grow by less a client are not worth a line. */
    private static final long SHOWN_BYTES = 16;

    /** Default permissions are copied into every client, so that more of them would not fit. */
    private static final long MOST_COPIES = 5_000_000;

    private final Profile profile;
    private final Notebook notebook;

    MemoryPerClient(Profile profile, Notebook notebook) {
        this.profile = profile;
        this.notebook = notebook;
    }

    void run() throws IOException {
        for (int permissions : List.of(10, 10_000)) {
            for (int clients : List.of(1_000, 10_000)) {
                for (int round = 1; round <= Math.max(1, profile.rounds() / 3); round++) {
                    measure(new Plant(permissions), clients, round);
                }
            }
        }
    }

    private void measure(Plant plant, int clients, int round) throws IOException {
        Credentials credentials = new Credentials(ConfText.cheapIdentities(clients + BEFORE));
        String load = String.format("%,d clients, %,d permissions", clients, plant.permissions());
        try (Contestant contestant = HiveMq.allowAll(credentials)) {
            measure(contestant, load, clients, round);
        }
        try (Contestant contestant = HiveMq.hooksOnly(credentials)) {
            measure(contestant, load, clients, round);
        }
        try (Contestant contestant = HiveMq.topicwarden(credentials, plant)) {
            measure(contestant, load, clients, round);
        }
        if ((long) clients * plant.permissions() <= MOST_COPIES) {
            try (Contestant contestant = HiveMq.defaultPermissions(credentials, plant)) {
                measure(contestant, load, clients, round);
            }
        }
    }

    private void measure(Contestant contestant, String load, int clients, int round) throws IOException {
        try (IdleClients idle = new IdleClients()) {
            idle.connect(contestant.port(), BEFORE, number -> contestant.login("c" + (number + 1)));
            Heap before = Heap.of(contestant.pid());
            idle.connect(contestant.port(), clients, number -> contestant.login("c" + (number + 1)));
            Heap after = Heap.of(contestant.pid());
            double perClient = (after.total() - before.total()) / (double) clients;
            notebook.add(Measurement.of(EXPERIMENT, load, contestant.name(), round, perClient));
            show(after.since(before), clients);
        }
    }

    private void show(List<Heap.Growth> growth, int clients) {
        growth.stream()
                .filter(one -> one.bytes() >= SHOWN_BYTES * clients)
                .forEach(one -> notebook.say("    " + one.bytes() / clients + " bytes a client: " + one.name()));
    }
}

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

    private static final int ROUNDS = 2;

    /** Default permissions are copied into every client, so that more of them would not fit. */
    private static final long MOST_COPIES = 5_000_000;

    private final Notebook notebook;

    MemoryPerClient(Notebook notebook) {
        this.notebook = notebook;
    }

    void run() throws IOException {
        for (int permissions : List.of(10, 10_000)) {
            for (int clients : List.of(1_000, 10_000)) {
                for (int round = 1; round <= ROUNDS; round++) {
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
            long before = Heap.live(contestant.pid());
            idle.connect(contestant.port(), clients, number -> contestant.login("c" + (number + 1)));
            long after = Heap.live(contestant.pid());
            double perClient = (after - before) / (double) clients;
            notebook.add(Measurement.of(EXPERIMENT, load, contestant.name(), round, perClient));
        }
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.benchmarks.broker;

import io.topicwarden.benchmarks.load.Connecting;
import io.topicwarden.benchmarks.load.Login;
import io.topicwarden.benchmarks.workload.ConfText;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import javax.net.ssl.SSLContext;

/** How many clients a second can connect: known ones and such as come for the first time. */
final class ConnectRates {

    static final String EXPERIMENT = "connect";

    private static final int KNOWN = 40;
    private static final Duration BECOMING_KNOWN = Duration.ofMinutes(5);

    /** A connection takes so much more code than a message that the broker compiles for longer. */
    private static final int WARM_UPS = 5;

    private static final int PERMISSIONS = 10_000;
    private static final int NEW_BY_PASSWORD = 150;
    private static final int NEW_BY_CERTIFICATE = 300;
    private static final int NO_LIMIT = 1_000_000;

    /** A way to connect. */
    private record Way(String load, boolean certificate, int atMost, IntFunction<Login> logins) {}

    private final Profile profile;
    private final Notebook notebook;
    private final Credentials credentials;

    ConnectRates(Profile profile, Notebook notebook) {
        this.profile = profile;
        this.notebook = notebook;
        this.credentials = new Credentials(ConfText.identities(KNOWN + 1 + profile.rounds() * NEW_BY_PASSWORD));
    }

    void run() throws IOException, InterruptedException {
        Plant plant = new Plant(PERMISSIONS);
        List<Way> ways = ways();
        try (HiveMq allowAll = HiveMq.allowAll(credentials);
                HiveMq hooksOnly = HiveMq.hooksOnly(credentials);
                HiveMq topicwarden = HiveMq.topicwarden(credentials, plant)) {
            List<HiveMq> contestants = List.of(allowAll, hooksOnly, topicwarden);
            for (Way way : ways) {
                measure(way, contestants);
            }
        }
    }

    private List<Way> ways() {
        notebook.say("making certificates");
        List<SSLContext> contexts = new ArrayList<>();
        for (int i = 0; i < KNOWN + profile.rounds() * NEW_BY_CERTIFICATE; i++) {
            contexts.add(credentials.client("s" + i));
        }
        return List.of(
                new Way("password, known client", false, NO_LIMIT, number -> password(number % KNOWN)),
                new Way("password, first time", false, NEW_BY_PASSWORD, number -> password(KNOWN + number)),
                new Way("certificate, known client", true, NO_LIMIT, number -> certificate(contexts, number % KNOWN)),
                new Way(
                        "certificate, first time",
                        true,
                        NEW_BY_CERTIFICATE,
                        number -> certificate(contexts, KNOWN + number)));
    }

    private static Login password(int number) {
        return Login.password("c" + (number + 1), ConfText.PASSWORD);
    }

    private static Login certificate(List<SSLContext> contexts, int number) {
        return Login.certificate("s" + number, contexts.get(number));
    }

    private void measure(Way way, List<HiveMq> contestants) throws IOException, InterruptedException {
        for (HiveMq contestant : contestants) {
            if (way.atMost() == NO_LIMIT) {
                double unused = load(way, contestant, 0).run(BECOMING_KNOWN, KNOWN); // each once, however slow
                double unusedToo = load(way, contestant, 0).run(profile.warmUp().multipliedBy(WARM_UPS), NO_LIMIT);
            }
        }
        for (int round = 1; round <= profile.rounds(); round++) {
            for (HiveMq contestant : Turns.inRound(contestants, round)) {
                int first = way.atMost() == NO_LIMIT ? 0 : (round - 1) * way.atMost();
                double rate = load(way, contestant, first).run(turn(way), way.atMost());
                notebook.add(Measurement.of(EXPERIMENT, way.load(), contestant.name(), round, rate));
            }
        }
    }

    private static Connecting load(Way way, HiveMq contestant, int first) {
        int port = way.certificate() ? contestant.certificatePort() : contestant.port();
        return new Connecting(port, way.logins(), new AtomicInteger(first));
    }

    /** Who comes for the first time is limited by number and not by time. */
    private Duration turn(Way way) {
        return way.atMost() == NO_LIMIT ? profile.turn() : profile.turn().multipliedBy(10);
    }
}

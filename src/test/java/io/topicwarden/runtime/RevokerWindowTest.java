/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a window of time takes when it opens, since it is a deny's. */
final class RevokerWindowTest extends RevokerCase {

    private static final Duration INTO_THE_WINDOW = Duration.ofDays(2);

    /** Two days, so that midnight may pass meanwhile. */
    @BeforeEach
    void denyTheDayAfterTomorrow() {
        ZonedDateTime opens = Instant.now().plus(INTO_THE_WINDOW).atZone(ZoneOffset.UTC);
        conf.write(
                "policy.yaml",
                Conf.POLICY.replace(
                        "/status\n",
                        "/status\n      - deny: [publish, subscribe]\n        topics: plants/brussels/status\n"
                                + "        when: {time: {zone: UTC, days: [" + day(opens) + ", "
                                + day(opens.plusDays(1)) + "]}}\n"));
        active.swap(conf.load(time));
        revoker.tick();
    }

    private static String day(ZonedDateTime time) {
        return time.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    private void windowOpens() {
        off.set(INTO_THE_WINDOW);
        revoker.tick();
    }

    @Test
    void denyWindowOpens_subscription_isTaken() throws InterruptedException {
        windowOpens();

        assertThat(sessions.told.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(sessions.calls()).contains("unsubscribe alice-1 [plants/brussels/status]");
    }

    @Test
    void denyWindowOpens_connectionWithAWillThatItForbids_ends() throws InterruptedException {
        live.remove(alice);
        admitted(Attempts.on("tls").username("alice").clientId("alice-2").will("plants/brussels/status"));
        windowOpens();

        assertThat(sessions.told.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(sessions.calls()).anyMatch(call -> call.startsWith("disconnect alice-2"));
    }

    @Test
    void denyWindowOpens_delayedWillOfAClientThatIsGone_isTakenBack() {
        ConnectedClient gone = admitted(
                Attempts.on("tls").username("alice").clientId("alice-2").will("plants/brussels/status", 1_000_000));
        live.remove(gone);
        revoker.ended(gone, true);
        windowOpens();

        assertThat(sessions.calls()).contains("take back the will of alice-2");
    }
}

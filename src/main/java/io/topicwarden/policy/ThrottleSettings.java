/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy;

import java.time.Duration;

/**
 * How many wrong credentials are looked at before more of the same source are turned away unseen.
 *
 * @param address from one address; of IPv6 from one /64
 * @param identity for one identity from one address
 * @param certificate with one client certificate from one address
 */
public record ThrottleSettings(Limit address, Limit identity, Limit certificate) {

    /**
     * A limit on wrong credentials.
     *
     * @param burst how many at once, at least 1
     * @param perMinute how many are forgotten every minute, at least 1
     */
    public record Limit(int burst, int perMinute) {

        /** How long it takes until one is forgotten. */
        public Duration forgottenAfter() {
            return Duration.ofMinutes(1).dividedBy(perMinute);
        }
    }

    /** What holds where the settings say nothing. */
    public static final ThrottleSettings USUAL =
            new ThrottleSettings(new Limit(100, 60), new Limit(20, 2), new Limit(20, 2));
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.benchmarks.broker;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The order in which brokers have their turns: each round begins with another one. */
final class Turns {

    private Turns() {}

    /** The order of a round, counted from 1. */
    static <T> List<T> inRound(List<T> contestants, int round) {
        List<T> order = new ArrayList<>(contestants);
        Collections.rotate(order, round);
        return order;
    }
}

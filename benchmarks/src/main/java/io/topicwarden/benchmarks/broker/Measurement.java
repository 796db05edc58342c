/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.benchmarks.broker;

/**
 * One figure of one broker in one round.
 *
 * @param experiment {@code publish}, {@code fan-out}, {@code connect} or {@code memory}
 * @param load what was asked of the broker, as tables say it
 * @param system whose figure it is
 * @param round counted from 1
 * @param value messages or clients a second, or bytes a client
 * @param p50 the median time to an answer in microseconds, 0 where there is none
 * @param p99 the time that 99 of 100 answers do not exceed, likewise
 */
public record Measurement(
        String experiment, String load, String system, int round, double value, double p50, double p99) {

    static Measurement of(String experiment, String load, String system, int round, double value) {
        return new Measurement(experiment, load, system, round, value, 0, 0);
    }
}

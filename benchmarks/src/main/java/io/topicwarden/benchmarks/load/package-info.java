/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A light MQTT 3.1.1 load generator on plain sockets, bounded in clients and time, for the loopback interface only: it
 * shares the machine with the broker that it measures, so it does as little as it can.
 */
@NullMarked
package io.topicwarden.benchmarks.load;

import org.jspecify.annotations.NullMarked;

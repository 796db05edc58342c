/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import io.topicwarden.engine.Terms;

/**
 * Something that one policy permits and another does not, as decisions asked for one by one have confirmed.
 *
 * @param topics the topics of which this is one, as far as the operator's own words can say: a topic pattern
 * @param topic the topic
 * @param example the client and the instant
 * @param terms what the request comes with besides
 */
public record Witness(String topics, String topic, Example example, Terms terms) {}

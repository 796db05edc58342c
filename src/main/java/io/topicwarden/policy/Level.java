/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy;

/** One level of a topic pattern, other than a closing {@code #}. */
public sealed interface Level {

    /** Text that a topic level must equal, code unit by code unit; may be empty (MQTT 5 §4.7.3). */
    record Literal(String text) implements Level {}

    /** The wildcard {@code +} (MQTT 5 §4.7.1.3). */
    record SingleWildcard() implements Level {}

    /** A variable with literal text around it, as in <code>dev-${client.id}</code>; either text may be empty. */
    record VariableLevel(String prefix, Variable variable, String suffix) implements Level {}
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import io.topicwarden.policy.Variable;

/**
 * The place at which the values of a variable stand in every {@link Binding} of a {@link RoleSet}.
 *
 * @param index counted from 0
 * @param variable whose values
 */
record Slot(int index, Variable variable) {}

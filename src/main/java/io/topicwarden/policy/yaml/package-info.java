/* SPDX-License-Identifier: Apache-2.0 */
/**
 * From the text of the operator's YAML files to the model, with every problem's file, line and column.
 *
 * <p>May use: {@code policy}.
 */
@NullMarked
package io.topicwarden.policy.yaml;

import org.jspecify.annotations.NullMarked;

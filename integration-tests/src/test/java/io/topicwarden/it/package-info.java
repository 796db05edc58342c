/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The packaged zip in a real broker, spoken to by real clients.
 *
 * <p>May use: the harness of {@code it.broker} and {@code it.client}; of the product only its files and what it says.
 */
@NullMarked
package io.topicwarden.it;

import org.jspecify.annotations.NullMarked;

/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What a store of policy and identities hands over, wherever it keeps them.
 *
 * <p>May use: {@code policy}.
 */
@NullMarked
package io.topicwarden.store;

import org.jspecify.annotations.NullMarked;

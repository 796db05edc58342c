/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Settings, policy and identities from files in {@code conf/}.
 *
 * <p>May use: {@code policy}, {@code policy.yaml}.
 */
@NullMarked
package io.topicwarden.store.file;

import org.jspecify.annotations.NullMarked;

/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Passwords: argon2id and bcrypt, checked on threads of their own behind a bounded queue and a cache.
 *
 * <p>May use: {@code policy}.
 */
@NullMarked
package io.topicwarden.identity.password;

import org.jspecify.annotations.NullMarked;

/* SPDX-License-Identifier: Apache-2.0 */
@NullMarked
package io.topicwarden.store.postgres;

import org.jspecify.annotations.NullMarked;

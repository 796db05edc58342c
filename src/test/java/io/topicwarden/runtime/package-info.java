/* SPDX-License-Identifier: Apache-2.0 */
/** Tests of the runtime with real files, real certificates and real password checks; no broker. */
@NullMarked
package io.topicwarden.runtime;

import org.jspecify.annotations.NullMarked;

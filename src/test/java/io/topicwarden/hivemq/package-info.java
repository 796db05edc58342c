/* SPDX-License-Identifier: Apache-2.0 */
/** Tests of the adapter against stand-ins for the broker's inputs and outputs, with everything behind it real. */
@NullMarked
package io.topicwarden.hivemq;

import org.jspecify.annotations.NullMarked;

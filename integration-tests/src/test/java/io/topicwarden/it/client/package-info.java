/* SPDX-License-Identifier: Apache-2.0 */
/**
 * MQTT clients of two independent libraries and a raw one behind one face, so that a case is written once.
 *
 * <p>May use: the client libraries and the JDK.
 */
@NullMarked
package io.topicwarden.it.client;

import org.jspecify.annotations.NullMarked;

/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Tests of the packaged extension in a broker's container image. May use the clients and the files of the integration tests, but
 * not their broker process.
 */
@NullMarked
package io.topicwarden.it.container;

import org.jspecify.annotations.NullMarked;

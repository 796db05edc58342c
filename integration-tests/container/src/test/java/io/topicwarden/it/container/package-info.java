/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The broker of the integration tests in a container, and a test of what only its image shows.
 *
 * <p>May use: Testcontainers, and the harness of the integration tests except for its broker process.
 */
@NullMarked
package io.topicwarden.it.container;

import org.jspecify.annotations.NullMarked;

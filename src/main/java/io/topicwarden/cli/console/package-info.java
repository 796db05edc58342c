/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The pages of {@code topicwarden console}, and the server on 127.0.0.1 that gives them to the one browser that knows the way
 * in. It knows nothing of policies: what the pages ask for is answered by whoever starts it.
 *
 * <p>May use: nothing but the JDK and its {@code jdk.httpserver}.
 */
@NullMarked
package io.topicwarden.cli.console;

import org.jspecify.annotations.NullMarked;

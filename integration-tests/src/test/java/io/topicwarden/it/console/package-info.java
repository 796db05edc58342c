/* SPDX-License-Identifier: Apache-2.0 */
/** A console of the packaged tool, and a browser that looks at it. */
@NullMarked
package io.topicwarden.it.console;

import org.jspecify.annotations.NullMarked;

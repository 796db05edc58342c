/* SPDX-License-Identifier: Apache-2.0 */
@NullMarked
package io.topicwarden.cli.inspect;

import org.jspecify.annotations.NullMarked;

/* SPDX-License-Identifier: Apache-2.0 */
@NullMarked
package io.topicwarden.conf;

import org.jspecify.annotations.NullMarked;

/* SPDX-License-Identifier: Apache-2.0 */
@NullMarked
package io.topicwarden.analysis;

import org.jspecify.annotations.NullMarked;

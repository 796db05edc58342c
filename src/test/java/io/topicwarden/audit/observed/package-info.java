/* SPDX-License-Identifier: Apache-2.0 */
@NullMarked
package io.topicwarden.audit.observed;

import org.jspecify.annotations.NullMarked;

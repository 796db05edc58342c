/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What revocation costs, and the database of a fleet, measured on a real broker; started by hand, see {@link
 * io.topicwarden.it.measure.Revocations} and {@link io.topicwarden.it.measure.FleetStore}.
 *
 * <p>May use: the harness of the tests and the JDK.
 */
@NullMarked
package io.topicwarden.it.measure;

import org.jspecify.annotations.NullMarked;

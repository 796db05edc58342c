/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.generate;

import java.util.List;
import java.util.NavigableSet;

/**
 * A role to be written: what the same principals, and no others, were seen to do.
 *
 * @param name as assignments call it
 * @param principals who holds it
 * @param permissions in order
 */
record DraftRole(String name, NavigableSet<Principal> principals, List<DraftPermission> permissions) {}

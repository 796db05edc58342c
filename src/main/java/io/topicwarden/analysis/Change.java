/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import io.topicwarden.policy.Action;
import io.topicwarden.policy.RuleReference;
import java.util.Optional;

/**
 * Something that becomes allowed, or becomes forbidden.
 *
 * @param action what of
 * @param cause the permission that makes it so: an allow that is new or gone, or a deny that is gone or new
 * @param byDeny whether the cause is a deny
 * @param alsoHolding the role whose allow it takes besides, if the role of the deny does not allow it itself
 * @param witness a topic, a client and terms that show it
 */
public record Change(
        Action action, RuleReference cause, boolean byDeny, Optional<String> alsoHolding, Witness witness) {}

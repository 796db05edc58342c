/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import io.topicwarden.policy.RuleReference;
import java.util.List;

/**
 * What a permission lets some client do of what was asked for.
 *
 * @param rule the allow
 * @param whole whether all of it, together with other allows
 * @param witness the topics, one of them, and a client that can
 * @param needs what must hold of the client and the request, in the policy's words
 * @param except topics of denies of the same client, some of which the witness's topics may match; none if {@code whole}
 */
public record Ability(RuleReference rule, boolean whole, Witness witness, List<String> needs, List<String> except) {

    public Ability {
        needs = List.copyOf(needs);
        except = List.copyOf(except);
    }
}

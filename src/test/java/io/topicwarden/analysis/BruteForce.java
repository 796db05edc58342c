/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import io.topicwarden.engine.ClientPermissions;
import io.topicwarden.engine.CompiledPolicy;
import io.topicwarden.engine.Terms;
import io.topicwarden.policy.Policy;
import java.time.InstantSource;
import java.util.Set;

/** Decisions asked for one by one. */
final class BruteForce {

    private BruteForce() {}

    static ClientPermissions bind(Policy policy, Set<String> roles, Example example) {
        return CompiledPolicy.of(policy).roleSet(roles).bind(example.client(), InstantSource.fixed(example.now()));
    }

    /** @param topic for a subscription also a topic filter */
    static boolean permits(ClientPermissions permissions, Terms terms, String topic) {
        if (terms instanceof Terms.Publish publish) {
            return permissions
                    .publish(topic, publish.qos(), publish.retain(), publish.payloadBytes())
                    .isAllowed();
        }
        Terms.Subscribe subscribe = (Terms.Subscribe) terms;
        String filter =
                subscribe.group().map(group -> "$share/" + group + "/" + topic).orElse(topic);
        return permissions.subscribe(filter, subscribe.qos()).isAllowed();
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys met so far in a mapping; hashed only if they are many. */
final class Keys {

    private static final int FEW = 8;

    private final List<Node.Scalar> few = new ArrayList<>(4);
    private final Map<String, Node.Scalar> many = new HashMap<>(0);

    void add(Node.Scalar key) {
        if (few.size() < FEW) {
            few.add(key);
        } else {
            many.put(key.text(), key);
        }
    }

    Optional<Node.Scalar> find(String name) {
        for (Node.Scalar key : few) {
            if (key.text().equals(name)) {
                return Optional.of(key);
            }
        }
        return many.isEmpty() ? Optional.empty() : Optional.ofNullable(many.get(name));
    }
}

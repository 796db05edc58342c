/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import io.topicwarden.policy.Block;

/** Finds blocks that have expired. */
final class BlockCheck {

    private BlockCheck() {}

    static void run(LintInput input, Findings findings) {
        input.policy().blocks().stream()
                .filter(block -> block.until()
                        .filter(until -> !input.now().isBefore(until))
                        .isPresent())
                .forEach(block -> add(block, findings));
    }

    private static void add(Block block, Findings findings) {
        findings.add(
                LintCode.EXPIRED_BLOCK,
                block.span(),
                "this block ended at " + block.until().orElseThrow() + ", so it refuses nobody any more",
                "give it a later `until` if they must stay out, or remove it");
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.store;

import io.topicwarden.policy.Problem;

/** What came of reading one file. */
public sealed interface ReadResult {

    /** It was read as a whole. */
    record Found(SourceBytes bytes) implements ReadResult {}

    /** It was not read; nothing may be concluded from its absence. */
    record Failed(Problem problem) implements ReadResult {}
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.store.file;

import io.topicwarden.policy.Problem;
import io.topicwarden.policy.SourceSpan;
import io.topicwarden.store.FileCode;
import io.topicwarden.store.ReadResult;
import java.util.Optional;

/**
 * A file to be read.
 *
 * @param name in problems: relative to {@code conf/}, or as the settings write it
 * @param span where a problem with it is to be shown: its start, or where the settings name it
 */
record ConfFile(String name, SourceSpan span) {

    static ConfFile of(String name) {
        return new ConfFile(name, SourceSpan.startOf(name));
    }

    ReadResult.Failed failed(FileCode code, String message, String help) {
        return new ReadResult.Failed(new Problem(code.toString(), message, span, "", Optional.of(help)));
    }
}

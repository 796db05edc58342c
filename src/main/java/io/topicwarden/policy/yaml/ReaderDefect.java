/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import io.topicwarden.policy.Problem;
import io.topicwarden.policy.SourceSpan;
import java.util.Optional;

/** The problem that stands for a defect of ours, met while reading a file. */
final class ReaderDefect {

    private ReaderDefect() {}

    /** Names the place in the code, but not the message, which may hold what the file says. */
    static Problem in(String file, Throwable defect) {
        StackTraceElement[] frames = defect.getStackTrace();
        String place = frames.length == 0 ? "" : " at " + frames[0].getFileName() + ":" + frames[0].getLineNumber();
        return new Problem(
                Code.INTERNAL_ERROR.toString(),
                "Topicwarden failed to read this file, because of a defect of its own",
                SourceSpan.startOf(file),
                "",
                Optional.of("report it, and mention `" + defect.getClass().getSimpleName() + place + "`"));
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.LineNumberReader;
import java.nio.charset.StandardCharsets;

/** Asks before something is done that cannot be taken back unnoticed. */
final class Confirmation {

    private Confirmation() {}

    /** Whether the answer is yes; no answer is no. */
    static boolean given(Console console, String question) throws ToolException {
        console.err().print(question + " [y/N] ");
        console.err().flush();
        try {
            String answer =
                    new LineNumberReader(new InputStreamReader(console.in(), StandardCharsets.UTF_8)).readLine();
            return "y".equals(answer) || "yes".equals(answer);
        } catch (IOException e) {
            throw new ToolException(ToolCode.USAGE, "the answer cannot be read", "or give --yes");
        }
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import java.util.Optional;

/** A command cannot run: exit code 1. The message is a lower-case clause for the user. */
final class ToolException extends Exception {

    private static final long serialVersionUID = 1L;

    private final ToolCode code;
    private final String help;

    /**
     * @param help what to do about it, or empty
     */
    ToolException(ToolCode code, String message, String help) {
        super(message);
        this.code = code;
        this.help = help;
    }

    ToolCode code() {
        return code;
    }

    Optional<String> help() {
        return help.isEmpty() ? Optional.empty() : Optional.of(help);
    }
}

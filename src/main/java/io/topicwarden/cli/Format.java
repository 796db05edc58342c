/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import picocli.CommandLine.Option;

/** The option {@code --format} of commands whose results can be read by people or by programs. */
final class Format {

    enum Kind {
        text,
        json
    }

    @Option(
            names = "--format",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "how the result is written (default: ${DEFAULT-VALUE})")
    private Kind kind = Kind.text;

    boolean isJson() {
        return kind == Kind.json;
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy;

import java.util.Optional;

/** A topic pattern, template, size, range or hash that cannot be read, with the place of the fault in its text. */
public final class PatternSyntaxException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final int index;
    private final int length;
    private final String help;

    /**
     * @param code the problem's stable code
     * @param message a lower-case clause
     * @param index where in the text the fault begins, from 0
     * @param length how many code units it spans, at least 1
     * @param help what to do about it, or empty
     */
    public PatternSyntaxException(String code, String message, int index, int length, String help) {
        super(message);
        this.code = code;
        this.index = index;
        this.length = Math.max(1, length);
        this.help = help;
    }

    /** The same fault, in a text of which the one that was read is the rest from {@code offset} on. */
    public PatternSyntaxException within(int offset) {
        return new PatternSyntaxException(code, problem(), offset + index, length, help);
    }

    public String code() {
        return code;
    }

    public String problem() {
        return String.valueOf(getMessage());
    }

    public int index() {
        return index;
    }

    public int length() {
        return length;
    }

    public Optional<String> help() {
        return help.isEmpty() ? Optional.empty() : Optional.of(help);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

/** Colours, where they are wanted. */
enum Paint {
    NONE(""),
    BOLD("1"),
    DIM("2"),
    RED("1;31"),
    GREEN("32"),
    YELLOW("33"),
    BLUE("34");

    private final String code;

    Paint(String code) {
        this.code = code;
    }

    /** The text in this colour, on a terminal. */
    String on(Console console, String text) {
        return console.terminal() && this != NONE ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import java.util.Optional;

/** Asks for a password on a terminal, without showing what is typed. */
interface PasswordPrompt {

    /** What was typed, which the caller zeroes; empty if the input ended instead. */
    Optional<char[]> ask(String question);
}

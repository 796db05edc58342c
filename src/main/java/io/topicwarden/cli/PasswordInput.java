/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Gets passwords, from the terminal or from standard input, as the bytes that a client would send. */
final class PasswordInput {

    /** MQTT 5 §3.1.3.6: the password has a length of two bytes. */
    private static final int MOST_BYTES = 65_535;

    private static final char REPLACEMENT = 0xFFFD;
    private static final int LONGEST_LINE_END = 2;
    private static final int MOST_BYTES_OF_A_CHARACTER = 3; // of a UTF-16 code unit, that is

    private final Console console;
    private final boolean fromStdin;

    PasswordInput(Console console, boolean fromStdin) {
        this.console = console;
        this.fromStdin = fromStdin;
    }

    /** Gets one, which the caller zeroes. */
    byte[] once(String question) throws ToolException {
        return checked(fromStdin ? piped() : typed(question));
    }

    /** Gets one that on a terminal has been typed twice. */
    byte[] twice(String question, String again) throws ToolException {
        byte[] first = once(question);
        if (fromStdin) {
            return first;
        }
        byte[] second = typed(again);
        boolean equal = Arrays.equals(first, second);
        Arrays.fill(second, (byte) 0);
        if (!equal) {
            Arrays.fill(first, (byte) 0);
            throw bad("the two are not the same", "nothing has been changed; try again");
        }
        return first;
    }

    private byte[] typed(String question) throws ToolException {
        PasswordPrompt prompt = console.prompt()
                .orElseThrow(() -> new ToolException(
                        ToolCode.NO_TERMINAL,
                        "there is no terminal to ask for the password on",
                        "pipe it in: `… | topicwarden passwd --stdin NAME`"));
        char[] typed = prompt.ask(question)
                .orElseThrow(() -> bad("the input ended before a password was typed", "nothing has been changed"));
        try {
            return utf8(typed);
        } finally {
            Arrays.fill(typed, '\0');
        }
    }

    private static byte[] utf8(char[] typed) throws ToolException {
        for (char c : typed) {
            if (c == REPLACEMENT) {
                throw unreadable();
            }
        }
        ByteBuffer bytes = ByteBuffer.allocate(MOST_BYTES_OF_A_CHARACTER * typed.length);
        CoderResult result = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(typed), bytes, true);
        byte[] password = Arrays.copyOf(bytes.array(), bytes.position());
        Arrays.fill(bytes.array(), (byte) 0);
        if (result.isError()) {
            throw unreadable();
        }
        return password;
    }

    private static ToolException unreadable() {
        return bad(
                "the terminal sent characters that are not in its encoding",
                "use a UTF-8 locale (`LC_ALL=C.UTF-8`), or `--stdin`");
    }

    private byte[] piped() throws ToolException {
        try {
            byte[] all = console.in().readNBytes(MOST_BYTES + LONGEST_LINE_END + 1);
            byte[] line = Arrays.copyOf(all, withoutLineEnd(all));
            Arrays.fill(all, (byte) 0);
            for (byte b : line) {
                if (b == '\n' || b == '\r') {
                    throw bad("standard input has more than one line", "the password is the one line of it");
                }
            }
            return line;
        } catch (IOException e) {
            throw bad("standard input cannot be read: " + e.getMessage(), "");
        }
    }

    private static int withoutLineEnd(byte[] bytes) {
        int end = bytes.length;
        if (end > 0 && bytes[end - 1] == '\n') {
            end--;
            if (end > 0 && bytes[end - 1] == '\r') {
                end--;
            }
        }
        return end;
    }

    private static byte[] checked(byte[] password) throws ToolException {
        if (password.length == 0) {
            throw bad("the password is empty", "with an empty password anybody could get in");
        }
        if (password.length > MOST_BYTES) {
            Arrays.fill(password, (byte) 0);
            throw bad("the password is too long", "an MQTT client can send at most " + MOST_BYTES + " bytes");
        }
        return password;
    }

    private static ToolException bad(String message, String help) {
        return new ToolException(ToolCode.BAD_PASSWORD, message, help);
    }
}

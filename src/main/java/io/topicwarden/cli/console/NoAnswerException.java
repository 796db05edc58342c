/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.console;

/** There is no answer; the message is told to the user. */
public final class NoAnswerException extends Exception {

    private static final long serialVersionUID = 1L;

    public NoAnswerException(String message) {
        super(message);
    }

    /** @param cause a failure whose message is for the user too */
    public NoAnswerException(String message, Throwable cause) {
        super(message, cause);
    }
}

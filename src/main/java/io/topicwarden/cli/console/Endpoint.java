/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.console;

/** Answers what pages ask for. Called by several threads at once. */
public interface Endpoint {

    /**
     * The answer, as one JSON value.
     *
     * @throws NoAnswerException if there is none, with what to tell the user
     */
    String answer(Parameters parameters) throws NoAnswerException;
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.xml;

/** A file is no XML that this program reads. The message is a lower-case clause for the user. */
public final class XmlFaultException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int line;

    XmlFaultException(String message, int line) {
        super(message);
        this.line = Math.max(1, line);
    }

    /** Where, counted from 1. */
    public int line() {
        return line;
    }
}

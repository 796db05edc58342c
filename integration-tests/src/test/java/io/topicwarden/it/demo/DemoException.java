/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.demo;

/** The demonstration cannot run; the message tells its user why. */
final class DemoException extends Exception {

    private static final long serialVersionUID = 1;

    DemoException(String message) {
        super(message);
    }
}

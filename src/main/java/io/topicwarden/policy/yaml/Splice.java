/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

/**
 * One change of a text.
 *
 * @param start where what is replaced begins
 * @param end where it ends; the same for an insertion
 * @param replacement what stands there then
 */
record Splice(int start, int end, String replacement) {

    static Splice insertion(int at, String text) {
        return new Splice(at, at, text);
    }

    String in(String text) {
        return text.substring(0, start) + replacement + text.substring(end);
    }
}

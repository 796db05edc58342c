/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.inspect;

/**
 * One thing that weakens the broker.
 *
 * @param code what kind of thing, which also tells why it matters and how to mend it
 * @param severity how bad it is here
 * @param message a lower-case clause that says what was found
 * @param place where
 */
public record Finding(FindingCode code, Severity severity, String message, Place place) {}

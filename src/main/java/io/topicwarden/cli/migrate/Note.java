/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.migrate;

/**
 * Something that the operator should know of an import.
 *
 * @param code what kind of thing
 * @param file the imported file's name
 * @param line its line, counted from 1
 * @param message a lower-case clause
 */
public record Note(ImportCode code, String file, int line, String message) {}

/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The model: roles, permissions, assignments, identities and settings as values, with the place in the operator's files
 * that each came from. Pure data and parsing of single values; no files, no clock, no logger.
 *
 * <p>May use: nothing of ours, and of the libraries only the address parser.
 */
@NullMarked
package io.topicwarden.policy;

import org.jspecify.annotations.NullMarked;

/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

/**
 * An edge of the trie for a level that holds a variable.
 *
 * @param text what the level holds
 * @param target the node it leads to
 */
record VariableEdge(VariableText text, TrieNode target) {}
